using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;

namespace Points.Functions.Expiring;

/// <summary>Wallets in which something has expired: one message of the queue.</summary>
internal sealed record WalletChunk(IReadOnlyList<WalletId> Wallets)
{
    /// <summary>So many are one message's work: seconds, and far within its lock.</summary>
    public const int WalletsMax = 100;

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ChunkJson.Default.WalletChunk);

    /// <exception cref="InvalidDataException">It is none.</exception>
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
                    $"it must name 1 to {WalletsMax} wallets, each with memberId and programmeId"
                );
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"it is no JSON of wallets: {fault.Message}", fault);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WalletChunk))]
internal sealed partial class ChunkJson : JsonSerializerContext;
