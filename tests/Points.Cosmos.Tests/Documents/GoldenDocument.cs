using System.Text.Json.Serialization.Metadata;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Cosmos.Tests.Documents;

/// <summary>A type of documents that are rewritten, with example files.</summary>
/// <param name="Rewrite">Reads a document into the domain, and writes it as a commit without a change would.</param>
internal sealed record GoldenDocument(string Name, Func<byte[], byte[]> Rewrite)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    /// <summary>Only for ids, which stay as they are in the files.</summary>
    private static readonly LedgerKey AnyKey = new("any");

    public static readonly GoldenDocument[] All =
    [
        OfWallet("wallet"),
        OfWallet("changed-wallet"),
        OfWallet("granted-wallet"),
        New("more-lots", Json.MoreLotsDocument, it => it with { Lots = LotDocument.From(LotDocument.ToLots(it.Lots)) }),
        New("member", Json.MemberDocument, it => MemberDocument.From(it.ToMember())),
        New("changed-member", Json.MemberDocument, it => MemberDocument.From(it.ToMember())),
        New("consented-member", Json.MemberDocument, it => MemberDocument.From(it.ToMember())),
        New("redemption", Json.RedemptionDocument, it => RedemptionDocument.From(it.MemberId, it.ToRedemption())),
        New(
            "compensated-redemption",
            Json.RedemptionDocument,
            it => RedemptionDocument.From(it.MemberId, it.ToRedemption())
        ),
        New(
            "granted-redemption",
            Json.RedemptionDocument,
            it => RedemptionDocument.From(it.MemberId, it.ToRedemption())
        ),
        New(
            "order",
            Json.OrderDocument,
            it => OrderDocument.From(it.MemberId, AnyKey, it.ToOrder()) with { Id = it.Id }
        ),
        New(
            "awaited-order",
            Json.EarlyRefundRecordDocument,
            it =>
                EarlyRefundRecordDocument.From(it.MemberId, AnyKey, it.ToEarlyRefundRecord()) with
                {
                    Id = it.Id,
                    LedgerKey = it.LedgerKey,
                }
        ),
        New("claim", Json.OrderClaimDocument, it => it),
        New("transfer", Json.TransferDocument, it => TransferDocument.From(it.ToTransfer())),
        New("spend-code", Json.SpendCodeDocument, it => SpendCodeDocument.From(it.ToSpendCode())),
        New("complaint", Json.ComplaintDocument, it => ComplaintDocument.From(it.ToComplaint())),
        New("notice", Json.NoticeDocument, it => NoticeDocument.From(it.ToNotice())),
        New(
            "pointer",
            Json.RevisionTimetableDocument,
            it => RevisionTimetableDocument.From(it.ToTimetable(), it.Prices)
        ),
        New("budget", Json.BudgetShardDocument, it => it.With(it.ToShard())),
        New("compensation-budget", Json.BudgetShardDocument, it => it.With(it.ToShard())),
        New("stock", Json.StockDocument, it => it),
        New("reservation", Json.ReservationDocument, it => it),
        New("family", Json.FamilyDocument, it => it with { Members = [.. it.Members] }),
        New("job", Json.JobDocument, it => JobDocument.From(it.ToHistory().LastRun, it.LastSucceededAt)),
        New("job-part", Json.JobPartDocument, it => JobPartDocument.From(it.ToPart()) with { Id = it.Id }),
        New(
            "member-guesses",
            Json.MemberGuessesDocument,
            it => MemberGuessesDocument.From(it.Id, it.ToMemberGuesses())
        ),
        New("wrong-codes", Json.WrongCodesDocument, it => WrongCodesDocument.From(it.Id, it.ToWrongCodes())),
        New("event", Json.EventOutcomeDocument, it => EventOutcomeDocument.From(it.ToOutcome(), it.Id)),
        New(
            "period",
            Json.PeriodDocument,
            it => it with { Balances = [.. it.ToState().Balances.Select(BalanceDocument.From)] }
        ),
        New(
            "reconciliation",
            Json.ReconciliationDocument,
            it => ReconciliationDocument.From(it.ToReconciliation(), it.Run)
        ),
        New("dispute", Json.DisputeDocument, it => DisputeDocument.From(it.ToDispute())),
        New("account", Json.AccountDocument, it => it.ToState() is null ? null! : it),
    ];

    public static TheoryData<string> Names => [.. All.Select(it => it.Name)];

    public static GoldenDocument Of(string name) => All.Single(it => it.Name == name);

    /// <param name="version"><c>today</c>, or the invented <c>next</c>.</param>
    public byte[] Load(string version) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Documents", "golden", version, Name + ".json"));

    private static GoldenDocument OfWallet(string name) =>
        New(
            name,
            Json.WalletDocument,
            it =>
                WalletDocument.From(it.ToWallet(null, it.UnlistedEarlyRefunds ?? 0), DueTimes(it), it.MoreLotsSequence)
        );

    private static GoldenDocument New<T>(string name, JsonTypeInfo<T> type, Func<T, T> passThroughDomain) =>
        new(
            name,
            json =>
            {
                var stored = StoredJson.ReadWhole(new MemoryStream(json), "etag", type);
                var next = ReadableJson.Serialize(passThroughDomain(stored.Value), type);
                return (stored.Unknown?.AddTo(next, type) ?? next).ToArray();
            }
        );

    private static MaintenanceSchedule DueTimes(WalletDocument it) =>
        new()
        {
            Holds = StoredTime.FromSeconds(it.HoldsDueAt),
            Expiry = StoredTime.FromSeconds(it.ExpiryDueAt),
            Reminder = StoredTime.FromSeconds(it.ReminderDueAt),
            Review = StoredTime.FromSeconds(it.ReviewDueAt),
            Gifts = StoredTime.FromSeconds(it.GiftsDueAt),
            Grants = StoredTime.FromSeconds(it.GrantsDueAt),
        };
}
