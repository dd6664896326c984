using System.Text.Json;
using Points.Domain.Actors;
using Points.Domain.Approving;

namespace Points.Cosmos.Documents;

/// <summary>
/// An approval. Who asked and who decided stand beside it in documents of their own (decision 49), and are added when
/// it is read.
/// </summary>
/// <param name="Account">Its own partition: <see cref="Partition"/>.</param>
/// <param name="Until">The time of <paramref name="ExpiresAt"/> in seconds: queries compare it.</param>
internal sealed record ApprovalDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    ApprovalKind Kind,
    JsonElement Command,
    string Because,
    string? Reason,
    string? LedgerKey,
    ActorRole By,
    string? Client,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt,
    long Until,
    ApprovalStatus Status,
    ActorRole? DecidedBy,
    string? DecidedClient,
    DateTimeOffset? DecidedAt,
    string? Note,
    bool? IsDone,
    int? AnswerStatus,
    JsonElement? AnswerBody
)
{
    public const string TypeName = "approval",
        Partition = "~approvals";

    /// <summary>The id of the document that says who decided.</summary>
    public static string DecisionIdOf(string approvalId) => ActorDocument.IdOf($"{approvalId}-decision");

    public static ApprovalDocument From(Approval it) =>
        new(
            it.ApprovalId,
            TypeName,
            Partition,
            it.SortKey,
            it.Kind,
            it.Command,
            it.Because,
            it.Reason,
            it.LedgerKey,
            it.RequestedBy.Role,
            it.RequestedBy.Client,
            it.RequestedAt.ToUniversalTime(),
            it.ExpiresAt.ToUniversalTime(),
            StoredTime.FloorSeconds(it.ExpiresAt),
            it.Status,
            it.DecidedBy?.Role,
            it.DecidedBy?.Client,
            it.DecidedAt?.ToUniversalTime(),
            it.Note,
            it.Answer?.IsDone,
            it.Answer?.Status,
            it.Answer?.Body
        );

    /// <param name="requester">Who asked; empty if the person was erased.</param>
    /// <param name="decider">Who decided; empty if the person was erased.</param>
    public Approval ToApproval(string requester, string decider) =>
        new(Id, Kind, Command, Because, new(By, Client, requester), At, ExpiresAt)
        {
            Reason = Reason,
            LedgerKey = LedgerKey,
            Status = Status,
            DecidedBy = DecidedBy is { } role ? new(role, DecidedClient, decider) : null,
            DecidedAt = DecidedAt,
            Note = Note,
            Answer =
                IsDone is { } isDone && AnswerStatus is { } status && AnswerBody is { } body
                    ? new(isDone, status, body)
                    : null,
        };
}
