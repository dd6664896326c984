using System.Text.Json.Serialization;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Actors;
using Points.Domain.Auditing;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>A ledger entry. Written once and never changed.</summary>
/// <param name="Attempt">
/// A random number of the commit that wrote the entry. It tells a commit that was sent twice from a repeat of the
/// request that ran at the same time, whose entry is otherwise equal. Null in entries from before it was introduced.
/// </param>
/// <param name="By">Null in entries from before it was kept who asked.</param>
/// <param name="LedgerKey">Null in entries from before ledgers had keys.</param>
/// <param name="Records">Each as its name, a point, and its digest. Null if there are none.</param>
/// <param name="State">Null in entries from before it was kept, and in all but the last entry of a commit.</param>
internal sealed record EntryDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    long Sequence,
    DateTimeOffset At,
    int Revision,
    long Points,
    EntryKindDocument Cause,
    IReadOnlyList<LotDocument> Moved,
    IReadOnlyList<PendingLotDocument>? Pending,
    IReadOnlyList<LotDocument>? Held,
    IReadOnlyList<DebtDocument>? Owed,
    IReadOnlyList<ExplanationDocument> Explanation,
    WalletSnapshotDocument After,
    IReadOnlyList<LeaseSpendDocument>? Leases,
    string? Fingerprint,
    string Hash,
    string? Trace,
    long? Attempt,
    string? LedgerKey,
    ActorRole? By,
    string? Client,
    string? Reason,
    string? ReasonDigest,
    IReadOnlyList<string>? Records,
    string? State
) : ISealedDocument
{
    public const string TypeName = "entry",
        ErasedTypeName = ErasedType.Prefix + TypeName;

    /// <param name="trace">The W3C trace parent of the commit; null if its trace is not recorded.</param>
    /// <param name="attempt">The random number of the commit.</param>
    public static EntryDocument From(WalletId wallet, LedgerEntry entry, string? trace, long attempt) =>
        new(
            entry.EntryId,
            TypeName,
            wallet.MemberId,
            wallet.ProgrammeId,
            entry.Sequence,
            entry.At.ToUniversalTime(),
            entry.Revision,
            entry.Points.Value,
            EntryKindDocument.From(entry.Kind),
            LotDocument.From(entry.LotChanges),
            PendingLotDocument.FromOrNull(entry.PendingLotChanges),
            LotDocument.FromOrNull(entry.HoldChanges),
            DebtDocument.FromOrNull(entry.DebtChanges),
            [
                .. entry.Explanation.Select(line => new ExplanationDocument(
                    line.Rule,
                    line.Points.Value,
                    line.Because,
                    line.IsAboutMember ? true : null
                )),
            ],
            new(
                entry.After.Balance.Value,
                NullIfZero(entry.After.Held),
                NullIfZero(entry.After.Debt),
                LotDocument.From(entry.After.Lots),
                entry.After.MoreLots,
                entry.After.Tier,
                NullIfZero(entry.After.Pending),
                PendingLotDocument.FromOrNull(entry.After.PendingLots)
            ),
            entry.Leases.IsEmpty
                ? null
                : [.. entry.Leases.Select(lease => new LeaseSpendDocument(lease.LeaseId, lease.Points.Value))],
            entry.Fingerprint,
            entry.Hash,
            trace,
            attempt,
            entry.LedgerKey,
            entry.By?.Role,
            entry.By?.Client,
            entry.Reason,
            entry.ReasonDigest,
            entry.Records.IsEmpty ? null : [.. entry.Records.Select(it => $"{it.Record}.{it.Digest}")],
            entry.StateDigest
        );

    public LedgerEntry ToEntry() =>
        new()
        {
            EntryId = Id,
            LedgerKey = LedgerKey,
            Sequence = Sequence,
            At = At,
            Revision = Revision,
            Kind = Cause.ToEntryKind(),
            LotChanges = LotDocument.ToLots(Moved),
            PendingLotChanges = PendingLotDocument.ToLots(Pending),
            HoldChanges = LotDocument.ToLots(Held ?? []),
            DebtChanges = DebtDocument.ToDebts(Owed),
            Explanation =
            [
                .. Explanation.Select(line => new Explanation(
                    line.Rule,
                    new(line.Points),
                    line.Because,
                    line.IsAboutMember == true
                )),
            ],
            After = new(
                new(After.Balance),
                new(After.Held ?? 0),
                new(After.Debt ?? 0),
                LotDocument.ToLots(After.Lots),
                After.MoreLots,
                After.Tier
            )
            {
                Pending = new(After.Pending ?? 0),
                PendingLots = PendingLotDocument.ToLots(After.PendingLots),
            },
            Leases = [.. (Leases ?? []).Select(lease => new LeaseSpend(lease.LeaseId, new(lease.Points)))],
            Fingerprint = Fingerprint,
            Hash = Hash,
            TraceParent = Trace,
            By = By is { } role ? new(role, Client) : null,
            Reason = Reason,
            ReasonDigest = ReasonDigest,
            Records = [.. (Records ?? []).Select(ParseRecord)],
            StateDigest = State,
        };

    /// <summary>The entry as the auditors' journal keeps it.</summary>
    /// <param name="subject">The person who asked for it; null if their name is erased.</param>
    /// <exception cref="InvalidDataException">Nobody asked for the entry.</exception>
    public StaffAction ToStaffAction(string? subject)
    {
        if ((By, LedgerKey) is not ({ } role, { } key))
            throw new InvalidDataException("the entry does not say who asked for it, or of which ledger it is");
        var facts = new ActionFacts(At, EntryKindNames.NameOf(Cause.ToEntryKind()), role, Client)
        {
            EntryId = Id,
            LedgerKey = key,
            ProgrammeId = ProgrammeId,
            Revision = Revision,
            Points = Points,
            RewardId = Cause.RewardId,
            MerchantId = Cause.MerchantId ?? Cause.HonouredBy,
        };
        // Not the member's id: it could be guessed from the digest after the member is erased.
        return new($"i-{Digest.Compute("journal-entry", key, ProgrammeId, Id)}", key, facts, subject, Reason);
    }

    private static RecordDigest ParseRecord(string text) =>
        text.Split('.') is [var record, var digest]
            ? new(record, digest)
            : throw new InvalidDataException("the entry names a record without its digest");

    private static long? NullIfZero(Points points) => points.Value == 0 ? null : points.Value;
}

internal sealed record ExplanationDocument(string Rule, long Points, string Because, bool? IsAboutMember);

/// <summary>The fields of an entry that budget reconciliation reads. Other documents of the feed lack them.</summary>
internal sealed record EntryLeases(
    [property: JsonPropertyName("id")] string? EntryId,
    string? Type,
    string? LedgerKey,
    IReadOnlyList<LeaseSpendDocument>? Leases
)
{
    /// <summary>Whether this is an entry, perhaps of a member who was erased.</summary>
    [JsonIgnore]
    public bool IsEntry => Type is EntryDocument.TypeName or EntryDocument.ErasedTypeName;
}

internal sealed record LeaseSpendDocument(string LeaseId, long Points);

internal sealed record WalletSnapshotDocument(
    long Balance,
    long? Held,
    long? Debt,
    IReadOnlyList<LotDocument> Lots,
    int MoreLots,
    string? Tier,
    long? Pending,
    IReadOnlyList<PendingLotDocument>? PendingLots
);
