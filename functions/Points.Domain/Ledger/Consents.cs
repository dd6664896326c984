using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// What the member has agreed to, as it was said last. Whether it counts also depends on the member's age
/// (<see cref="StateOf"/>).
/// </summary>
public sealed record Consents(bool Personalisation, bool Marketing)
{
    /// <summary>The most records of one purpose: the first and the newest. Those between are dropped.</summary>
    public const int RecordsPerPurposeMax = 25;

    public static readonly Consents None = new(Personalisation: false, Marketing: false);

    private static readonly ImmutableArray<ConsentPurpose> Purposes = [.. Enum.GetValues<ConsentPurpose>()];

    /// <summary>The changes that were recorded, oldest first.</summary>
    public ImmutableArray<ConsentRecord> Records { get; init; } = [];

    /// <summary>All changes, newest first. One of unknown time is after those that were recorded before it.</summary>
    public IEnumerable<ConsentRecord> ListChanges() =>
        Records.Concat(Purposes.Where(it => !IsLastRecorded(it)).Select(FindLast).OfType<ConsentRecord>()).Reverse();

    /// <summary>
    /// The last change of a consent; null if it was never given. Versions of the app from before records were kept
    /// write only what is given now: then the record is of an unknown time.
    /// </summary>
    public ConsentRecord? FindLast(ConsentPurpose purpose)
    {
        var (isGiven, last) = (IsGiven(purpose), Records.LastOrDefault(it => it.Purpose == purpose));
        return last?.IsGiven == isGiven ? last
            : last is null && !isGiven ? null
            : new(purpose, isGiven, At: null, TextVersion: null, By: null);
    }

    /// <summary>
    /// Whether a consent counts on a day: under 14 only a guardian's does, from 14 on only one that the member gave
    /// since. Nobody knows when consents without a time were given, so they count from 14 on.
    /// </summary>
    public ConsentState StateOf(ConsentPurpose purpose, DateOnly? birthDate, DateTimeOffset now) =>
        FindLast(purpose) is not { } last ? ConsentState.NeverGiven
        : !last.IsGiven ? ConsentState.Withdrawn
        : GuardianAge.IsBelow(birthDate, now)
            ? last.By == ConsentGiver.Guardian ? ConsentState.Given
                : ConsentState.NeedsGuardian
        : last.By == ConsentGiver.Guardian || WasGivenByChild(last, birthDate) ? ConsentState.NeedsMember
        : ConsentState.Given;

    /// <summary>Whether a consent is given by the one who had to give it then.</summary>
    internal bool IsValid(ConsentPurpose purpose, DateOnly? birthDate) =>
        FindLast(purpose) is { IsGiven: true } last && !WasGivenByChild(last, birthDate);

    /// <summary>Gives or withdraws consents. Each change adds a record; what was said before adds none.</summary>
    public Consents Change(ConsentChange change, ConsentGiver by, DateOnly? birthDate, DateTimeOffset now) =>
        Purposes.Aggregate(
            this,
            (consents, purpose) =>
                change.Find(purpose) is not { } isGiven
                    ? consents
                    : consents.Add(
                        new(purpose, isGiven, now, change.TextVersion, change.ByGuardian ? ConsentGiver.Guardian : by),
                        StateOf(purpose, birthDate, now)
                    )
        );

    private Consents Add(ConsentRecord record, ConsentState before)
    {
        var last = FindLast(record.Purpose);
        if (IsRepeat(last, record, before))
            return this;
        // What was given before records were kept stays known, although its time is not.
        var records = last is null || IsLastRecorded(record.Purpose) ? Records : Records.Add(last);
        return With(record.Purpose, record.IsGiven) with { Records = Limit(records.Add(record), record.Purpose) };
    }

    private static bool IsRepeat(ConsentRecord? last, ConsentRecord next, ConsentState before) =>
        last is null
            ? !next.IsGiven
            : last.IsGiven == next.IsGiven
                && (next.TextVersion is null || next.TextVersion == last.TextVersion)
                && (!next.IsGiven || before == ConsentState.Given);

    private bool IsLastRecorded(ConsentPurpose purpose) =>
        FindLast(purpose) == Records.LastOrDefault(it => it.Purpose == purpose);

    private bool IsGiven(ConsentPurpose purpose) =>
        purpose switch
        {
            ConsentPurpose.Personalisation => Personalisation,
            ConsentPurpose.Marketing => Marketing,
        };

    private Consents With(ConsentPurpose purpose, bool isGiven) =>
        purpose switch
        {
            ConsentPurpose.Personalisation => this with { Personalisation = isGiven },
            ConsentPurpose.Marketing => this with { Marketing = isGiven },
        };

    /// <summary>Keeps the first record, which shows when the member first agreed.</summary>
    private static ImmutableArray<ConsentRecord> Limit(ImmutableArray<ConsentRecord> records, ConsentPurpose purpose)
    {
        var own = records.Where(it => it.Purpose == purpose).ToImmutableArray();
        return own.Length <= RecordsPerPurposeMax
            ? records
            : records.RemoveRange(own[1..(own.Length - RecordsPerPurposeMax + 1)]);
    }

    private static bool WasGivenByChild(ConsentRecord record, DateOnly? birthDate) =>
        record is { By: not ConsentGiver.Guardian, At: { } at } && GuardianAge.IsBelow(birthDate, at);
}
