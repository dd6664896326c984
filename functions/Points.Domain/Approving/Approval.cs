using System.Text.Json;
using Points.Domain.Actors;

namespace Points.Domain.Approving;

/// <summary>
/// A command that waits for a second operator, exactly as it was asked for. Nobody approves what they asked for
/// themselves, and it runs once.
/// </summary>
/// <param name="Command">What is to be done, as JSON.</param>
/// <param name="Because">Why it needs a second operator, in one sentence.</param>
public sealed record Approval(
    string ApprovalId,
    ApprovalKind Kind,
    JsonElement Command,
    string Because,
    Requester RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt
)
{
    public const int NoteLengthMax = 500;

    /// <summary>Why it is to be done, in the words of who asks; null if none are asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The member whom it is about; null if it is about none.</summary>
    public string? LedgerKey { get; init; }

    public ApprovalStatus Status { get; init; }

    /// <summary>Who approved or rejected it.</summary>
    public Requester? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What they said about it.</summary>
    public string? Note { get; init; }

    /// <summary>What the command answered when it ran; null before.</summary>
    public ApprovedAnswer? Answer { get; init; }

    /// <summary>Orders approvals by time.</summary>
    public string SortKey =>
        FormattableString.Invariant($"{RequestedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffff}~{ApprovalId}");

    public ApprovalStatus StatusAt(DateTimeOffset now) =>
        Status == ApprovalStatus.Waiting && now >= ExpiresAt ? ApprovalStatus.Expired : Status;

    internal Act CreateAct(ActKind kind, Requester by, DateTimeOffset at) =>
        new(kind, at, by)
        {
            ApprovalId = ApprovalId,
            LedgerKey = LedgerKey,
            Reason = kind == ActKind.ApprovalRequested ? Reason : Note,
        };
}

/// <summary>What an approved command answered.</summary>
/// <param name="IsDone">False if it was refused, so that nothing was done.</param>
/// <param name="Status">The HTTP status that the command would have had.</param>
/// <param name="Body">The JSON body that it would have had.</param>
public sealed record ApprovedAnswer(bool IsDone, int Status, JsonElement Body);
