using Azure;
using Points.Domain.Ports;

namespace Points.Functions.Archive;

/// <summary>What Blob storage answered, and what that means.</summary>
/// <param name="Code">Its <c>x-ms-error-code</c>.</param>
/// <param name="WrittenBy">The write that made the file, where it was asked for.</param>
/// <param name="MayHaveWritten">An earlier try of the same request got no answer.</param>
internal sealed record BlobAnswer(string Request, int Status, string? Code, Guid? WrittenBy, bool MayHaveWritten)
{
    public const string WriteHeader = "x-ms-meta-write";

    public static BlobAnswer Of(string request, Response response, bool mayHaveWritten) => new(
        request, response.Status, CodeOf(response),
        response.Headers.TryGetValue(WriteHeader, out var write) && Guid.TryParse(write, out var id) ? id : null,
        mayHaveWritten);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A container that is missing is a fault of the deployment, and no answer.</summary>
    public bool IsNoSuchBlob => Status == 404 && Code != "ContainerNotFound";

    public bool IsRefusedAsThere => (Status, Code) is
        (409, "BlobAlreadyExists") or (409, "BlobImmutableDueToPolicy") or (412, "ConditionNotMet");

    public bool IsOfLostBlocks => (Status, Code) is (400, "InvalidBlockList");

    /// <summary>Whether the request may have been carried out though the answer does not say so.</summary>
    public static bool IsUnknown(Response response) => IsUnknownStatus(response.Status) && !IsBusyCode(response.Status, CodeOf(response));

    /// <param name="mayHaveWritten">Whether "busy" would promise too much.</param>
    public Exception Fault(bool mayHaveWritten)
    {
        var said = $"blob storage answered {Status} {Code ?? "without a code"} to {Request}";
        if (IsBusyCode(Status, Code)) return mayHaveWritten ? new StoreUnavailableException(said) : new StoreBusyException(said);
        return IsUnknownStatus(Status) ? new StoreUnavailableException(said) : new InvalidOperationException(said);
    }

    private static bool IsUnknownStatus(int status) => status is 408 or >= 500;

    private static bool IsBusyCode(int status, string? code) => (status, code) is (429, _) or (503, "ServerBusy");

    private static string? CodeOf(Response response) => response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null;
}
