using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Jobs;

namespace Points.Functions.Jobs;

/// <summary>Invites an instance to take parts of a run: the content of one message.</summary>
/// <param name="Work">Names the work: <see cref="IDueItems{T}.Name"/>.</param>
/// <param name="Run">Identifies the run.</param>
/// <param name="Now">The business time of the run.</param>
/// <param name="Wallets">Only in messages of earlier versions, which queued the wallets themselves.</param>
internal sealed record JobInvitation(string Work, string Run, DateTimeOffset Now, JsonElement? Wallets = null)
{
    public static JobInvitation To(string work, RunShare share) => new(work, share.RunId, share.Now);

    public RunShare Accept(CancellationToken deadline) => new(Run, Now, IsInvited: true, deadline);

    public ReadOnlyMemory<byte> ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(this, InvitationJson.Default.JobInvitation);

    /// <returns>
    /// Null for a message of an earlier version: its wallets are still due, and the next run finds them.
    /// </returns>
    /// <exception cref="InvalidDataException">The message is not an invitation.</exception>
    public static JobInvitation? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, InvitationJson.Default.JobInvitation) switch
            {
                { Wallets: not null } => null,
                { Work: { Length: > 0 }, Run: { Length: > 0 } } invitation when invitation.Now != default => invitation,
                _ => throw new InvalidDataException("the message must have work, run and now"),
            };
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the message is not valid JSON: {fault.Message}", fault);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobInvitation))]
internal sealed partial class InvitationJson : JsonSerializerContext;
