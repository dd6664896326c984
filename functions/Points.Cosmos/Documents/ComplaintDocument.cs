using Points.Domain.Actors;
using Points.Domain.Complaining;

namespace Points.Cosmos.Documents;

/// <summary>A complaint, in the partition of its member. It is personal, and goes when the member is erased.</summary>
/// <param name="SortKey">Orders a member's complaints by time.</param>
/// <param name="OpenComplaint">Orders the open complaints of all members; null once it is answered.</param>
/// <param name="ComplaintDueAt">
/// When operators are reminded next, in seconds since 1970; null if they need not be.
/// </param>
/// <param name="Text">What the member wrote. No digest of it is kept but under the key of the ledger.</param>
internal sealed record ComplaintDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string SortKey,
    string? OpenComplaint,
    long? ComplaintDueAt,
    string? RedemptionId,
    string? EntryId,
    string Text,
    string LedgerKey,
    string Fingerprint,
    DateTimeOffset At,
    ActorRole By,
    string? Client,
    DateOnly AnswerBy,
    DateTimeOffset DueAt,
    ComplaintAnswerDocument? Answer
)
{
    public const string TypeName = "complaint";

    public static ComplaintDocument From(Complaint it) =>
        new(
            it.ComplaintId,
            TypeName,
            it.Wallet.MemberId,
            it.Wallet.ProgrammeId,
            it.SortKey,
            it.IsOpen ? it.DueKey : null,
            StoredTime.CeilingSeconds(it.ReminderDueAt),
            it.RedemptionId,
            it.EntryId,
            it.Text,
            it.LedgerKey,
            it.Fingerprint,
            it.RaisedAt.ToUniversalTime(),
            it.RaisedBy.Role,
            it.RaisedBy.Client,
            it.AnswerBy,
            it.DueAt.ToUniversalTime(),
            it.Answer is { } answer ? ComplaintAnswerDocument.From(answer) : null
        );

    public Complaint ToComplaint() =>
        new(
            Id,
            new(MemberId, ProgrammeId),
            RedemptionId,
            EntryId,
            Text,
            LedgerKey,
            Fingerprint,
            At,
            new(By, Client),
            AnswerBy,
            DueAt
        )
        {
            Answer = Answer?.ToAnswer(),
            ReminderDueAt = StoredTime.FromSeconds(ComplaintDueAt),
        };
}

/// <param name="Request">Which request answered, as a digest under the key of the ledger.</param>
internal sealed record ComplaintAnswerDocument(
    string Text,
    DateTimeOffset At,
    ActorRole By,
    string? Client,
    string Request,
    string Fingerprint
)
{
    public static ComplaintAnswerDocument From(ComplaintAnswer it) =>
        new(it.Text, it.At.ToUniversalTime(), it.By.Role, it.By.Client, it.Request, it.Fingerprint);

    public ComplaintAnswer ToAnswer() => new(Text, At, new(By, Client), Request, Fingerprint);
}

/// <summary>What a job needs to find a complaint.</summary>
internal sealed record ComplaintReference(string MemberId, string Id);
