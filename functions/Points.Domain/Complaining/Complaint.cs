using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Reading;

namespace Points.Domain.Complaining;

/// <summary>
/// A member's complaint about a redemption or a ledger entry of theirs. It must be answered within the days that the
/// terms name. What members and staff write is personal: no hash and no act has it.
/// </summary>
/// <param name="RedemptionId">The redemption that it is about; null if it is about an entry.</param>
/// <param name="EntryId">The entry that it is about; null if it is about a redemption.</param>
/// <param name="Text">What the member complains about.</param>
/// <param name="LedgerKey">The member in whatever outlives them.</param>
/// <param name="Fingerprint">Of the command, under the key of the ledger. A repeat must have the same.</param>
/// <param name="AnswerBy">The last day for an answer, as the terms said when it was raised.</param>
/// <param name="DueAt">When that day has ended in the programme's time zone.</param>
public sealed record Complaint(
    string ComplaintId,
    WalletId Wallet,
    string? RedemptionId,
    string? EntryId,
    string Text,
    string LedgerKey,
    string Fingerprint,
    DateTimeOffset RaisedAt,
    ActedBy RaisedBy,
    DateOnly AnswerBy,
    DateTimeOffset DueAt
)
{
    /// <summary>In characters, of a complaint and of its answer.</summary>
    public const int TextLengthMax = 2_000;

    /// <summary>How long before the end of the last day operators are reminded.</summary>
    public static readonly TimeSpan ReminderAhead = TimeSpan.FromDays(3);

    private const string IdPrefix = "c-";

    public ComplaintAnswer? Answer { get; init; }

    /// <summary>When operators are reminded next; null if they need not be.</summary>
    public DateTimeOffset? ReminderDueAt { get; init; }

    public bool IsOpen => Answer is null;

    /// <summary>Orders complaints by time; unique.</summary>
    public string SortKey => KeyOf(RaisedAt);

    /// <summary>Orders complaints by the time by which they must be answered; unique.</summary>
    public string DueKey => KeyOf(DueAt);

    /// <summary>The id of the complaint that a request raises.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Compute("complaint", entryId);

    /// <summary>Whether a text from a caller can be a complaint's id.</summary>
    public static bool IsId(string text) =>
        text.StartsWith(IdPrefix, StringComparison.Ordinal) && FieldReader.IsId(text);

    /// <summary>Whether it should have been answered by now.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => IsOpen && now >= DueAt;

    /// <summary>The complaint after operators were reminded of it: once before its last day ends, once after.</summary>
    public Complaint AfterReminder(DateTimeOffset now) =>
        this with
        {
            ReminderDueAt = IsOpen && now < DueAt ? DueAt : null,
        };

    /// <summary>When a complaint that is raised now must be answered.</summary>
    /// <returns>The last day, and the instant at which it has ended.</returns>
    public static (DateOnly AnswerBy, DateTimeOffset DueAt) FindDue(ProgrammeTerms terms, DateTimeOffset now)
    {
        var lastDay = terms.BusinessDateOf(now).PlusDays(terms.AnswerDays);
        return (lastDay, terms.StartOfDay(lastDay.PlusDays(1)));
    }

    /// <summary>Sorts after the keys of all complaints that must be answered by an instant.</summary>
    public static string DueKeyAfter(DateTimeOffset at) => $"{Instant(at)}y";

    private string KeyOf(DateTimeOffset at) => $"{Instant(at)}x{ComplaintId}";

    private static string Instant(DateTimeOffset at) =>
        FormattableString.Invariant($"{Microseconds.Since1970(at):D16}");
}

/// <summary>The answer to a complaint. It is final.</summary>
/// <param name="Request">The digest of the request that answered, under the key of the ledger.</param>
/// <param name="Fingerprint">Of its command, under the key of the ledger.</param>
public sealed record ComplaintAnswer(string Text, DateTimeOffset At, ActedBy By, string Request, string Fingerprint);
