using System.Text.Json;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Approving;

/// <summary>A request to move points, as it waits for approval: exactly as it was sent.</summary>
/// <param name="Identity">
/// The request's identity: once approved and sent again, it gets the answer of its booking.
/// </param>
/// <param name="IsMemberPresent">Whether the member's card was read, for a purchase.</param>
internal sealed record WaitingRequest(string MemberId, string Identity, bool IsMemberPresent, JsonElement Body)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApprovingJson.Default.WaitingRequest);

    public static WaitingRequest From(Approval approval) =>
        approval.Command.Deserialize(ApprovingJson.Default.WaitingRequest)!;

    /// <summary>Reads the command from the body, as it was read when it was asked for.</summary>
    /// <exception cref="InvalidDataException">The body is not valid any more.</exception>
    public T Read<T>(Func<FieldReader, T> read)
    {
        var fields = FieldReader.Open(JsonSerializer.SerializeToUtf8Bytes(Body, ApprovingJson.Default.JsonElement));
        var command = read(fields);
        return fields.Complete() is { HasErrors: true } errors
            ? throw new InvalidDataException($"the request that waits is not valid: {errors}")
            : command;
    }

    /// <summary>The request of who asked, approved.</summary>
    public Request ToRequest(Approval approval, string fingerprint, DateTimeOffset now) =>
        new(Identity, fingerprint, now)
        {
            By = approval.RequestedBy,
            Reason = approval.Reason,
            IsApproved = true,
        };
}
