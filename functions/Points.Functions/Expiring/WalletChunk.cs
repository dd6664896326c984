using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;

namespace Points.Functions.Expiring;

/// <summary>Wallets in which points have expired: the content of one message.</summary>
internal sealed record WalletChunk(IReadOnlyList<WalletId> Wallets)
{
    /// <summary>A chunk of this size takes seconds, far less than the lock on its message.</summary>
    public const int WalletsMax = 100;

    /// <summary>Identifies the chunk: a wallet is in one chunk of a run.</summary>
    [JsonIgnore]
    public WalletId First => Wallets[0];

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ChunkJson.Default.WalletChunk);

    /// <exception cref="InvalidDataException">The message is not a chunk of wallets.</exception>
    public static WalletChunk Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return
                JsonSerializer.Deserialize(json, ChunkJson.Default.WalletChunk)
                    is { Wallets.Count: > 0 and <= WalletsMax } chunk
                && chunk.Wallets.All(it => it is { MemberId: not null, ProgrammeId: not null })
                ? chunk
                : throw new InvalidDataException(
                    $"the message must name 1 to {WalletsMax} wallets, each with memberId and programmeId"
                );
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the message is not valid JSON: {fault.Message}", fault);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WalletChunk))]
internal sealed partial class ChunkJson : JsonSerializerContext;
