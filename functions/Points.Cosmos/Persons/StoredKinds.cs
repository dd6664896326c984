using Points.Cosmos.Documents;
using Points.Domain;
using static Points.Cosmos.Persons.PersonLink;

namespace Points.Cosmos.Persons;

/// <summary>
/// Every kind of document that the app stores, and whether it concerns a person. Export and erasure follow this table;
/// a test fails if a kind is missing. Only the positions of change feed readers are not here: the SDK writes them.
/// </summary>
internal static class StoredKinds
{
    public static readonly IReadOnlyList<StoredKind> All = [.. OfMembers(), .. OfTheApp()];

    private static IEnumerable<StoredKind> OfMembers() =>
        [
            .. InMemberPartitions(),
            .. InLookups(),
            .. InSettlement(),
            new(CosmosContainers.Journal, JournalItemDocument.TypeName, typeof(JournalItemDocument), LedgerKey),
            new(
                CosmosContainers.Reports,
                ReportWalletDocument.TypeName,
                typeof(ReportWalletDocument),
                FollowingId,
                new("只有日报表已统计到的流水序号", "has only the number of the last entry that the daily sums count")
            ),
            new(
                CosmosContainers.Stock,
                ReservationDocument.TypeName,
                typeof(ReservationDocument),
                Pseudonym | FollowingId,
                new("与预留库存的兑换记录重复", "repeats the redemption that reserved the pieces, which names it")
            ),
        ];

    private static IEnumerable<StoredKind> InMemberPartitions() =>
        [
            Own<MemberDocument>(MemberDocument.TypeName),
            Own<WalletDocument>(WalletDocument.TypeName),
            Own<MoreLotsDocument>(MoreLotsDocument.TypeName),
            Own<EntryDocument>(EntryDocument.TypeName),
            Own<OrderDocument>(OrderDocument.TypeName),
            Own<RefundDocument>(RefundDocument.TypeName),
            Own<EarlyRefundRecordDocument>(EarlyRefundRecordDocument.TypeName),
            Own<ActionDocument>(ActionDocument.TypeName),
            Own<CountedReferenceDocument>(CountedReferenceDocument.TypeName),
            Own<RedemptionDocument>(RedemptionDocument.TypeName),
            Own<TransferDocument>(TransferDocument.TypeName),
            Own<SpendCodeDocument>(SpendCodeDocument.TypeName),
            Own<NoticeDocument>(NoticeDocument.TypeName),
            Own<ComplaintDocument>(ComplaintDocument.TypeName),
            Own<ActDocument>(ActDocument.TypeName),
            Own<ErasureMarkDocument>(
                ErasureMarkDocument.TypeName,
                new("只在注销过程中存在", "exists only while the member is being erased")
            ),
            Own<ActorDocument>(
                ActorDocument.TypeName,
                new(
                    "是工作人员或收银台的名称；流水和操作记录已写明其身份",
                    "names the member of staff or the till that asked; entries and acts say in which role"
                )
            ),
        ];

    private static IEnumerable<StoredKind> InLookups() =>
        [
            new(
                CosmosContainers.Lookups,
                EventOutcomeDocument.TypeName,
                typeof(EventOutcomeDocument),
                LedgerKey | MemberId
            ),
            new(
                CosmosContainers.Lookups,
                MemberLookupDocument.TypeName,
                typeof(MemberLookupDocument),
                Pseudonym | FollowingId
            ),
            new(
                CosmosContainers.Lookups,
                LedgerKeyDocument.TypeName,
                typeof(LedgerKeyDocument),
                MemberId | FollowingId,
                new(
                    "由账本代号指向会员，个人资料中两者都有",
                    "leads from the key of the ledgers to the member; the profile has both"
                )
            ),
            new(
                CosmosContainers.Lookups,
                VoucherLocationDocument.TypeName,
                typeof(VoucherLocationDocument),
                MemberId | FollowingId,
                new(
                    "由券码指向兑换记录，该记录中有券码",
                    "leads from a voucher's code to its redemption, which has the code"
                )
            ),
            new(
                CosmosContainers.Lookups,
                VerifiedHeadDocument.TypeName,
                typeof(VerifiedHeadDocument),
                Pseudonym | FollowingId,
                new("只有账本已校验到的流水序号", "has only the number of the last entry that was verified")
            ),
            new(
                CosmosContainers.Lookups,
                FamilyDocument.TypeName,
                typeof(FamilyDocument),
                FollowingId,
                new(
                    "列出的是其他人；个人资料中有所属家庭",
                    "lists other persons; the profile names the member's family"
                )
            ),
            new(
                CosmosContainers.Lookups,
                OrderClaimDocument.TypeName,
                typeof(OrderClaimDocument),
                LedgerKey,
                new(
                    "只有已列订单的校验值，数日后删除",
                    "has digests of an order that the export has, and is deleted after some days"
                )
            ),
            new(
                CosmosContainers.Lookups,
                CardCodeDocument.TypeName,
                typeof(CardCodeDocument),
                LedgerKey,
                new(
                    "只有一分钟内有效的会员码的校验值，两分钟后删除",
                    "has the digest of a code that was valid for a minute, and is deleted after two"
                )
            ),
            new(
                CosmosContainers.Lookups,
                MemberGuessesDocument.TypeName,
                typeof(MemberGuessesDocument),
                Pseudonym,
                new(
                    "只有未入会者的校验值片段，数日后删除",
                    "has beginnings of digests of people who are not enrolled, and is deleted after some days"
                )
            ),
            new(
                CosmosContainers.Lookups,
                StaffSumDocument.TypeName,
                typeof(StaffSumDocument),
                Pseudonym,
                new(
                    "按校验值统计工作人员当日发放的积分，数日后删除",
                    "counts what a member of staff gave on a day, under a digest, and is deleted after some days"
                )
            ),
        ];

    private static IEnumerable<StoredKind> InSettlement() =>
        [
            new(
                CosmosContainers.Settlement,
                WaitingRefundDocument.TypeName,
                typeof(WaitingRefundDocument),
                LedgerKey | MemberId
            ),
            new(
                CosmosContainers.Settlement,
                WithheldCompensationDocument.TypeName,
                typeof(WithheldCompensationDocument),
                LedgerKey
            ),
            new(
                CosmosContainers.Settlement,
                ErasureDocument.TypeName,
                typeof(ErasureDocument),
                LedgerKey,
                new("只在注销过程中存在", "exists only while the member is being erased")
            ),
            new(CosmosContainers.Settlement, ApprovalDocument.TypeName, typeof(ApprovalDocument), LedgerKey),
            new(CosmosContainers.Settlement, SetAsideDocument.TypeName, typeof(SetAsideDocument), MemberId),
            new(
                CosmosContainers.Settlement,
                ActDocument.TypeName,
                typeof(ActDocument),
                LedgerKey,
                new(
                    "工作人员对会员的操作已在日志中；其余属于商户之间",
                    "the journal has what staff did about the member; the rest is between merchants"
                )
            ),
            new(
                CosmosContainers.Settlement,
                LineDocument.TypeName,
                typeof(LineDocument),
                Pseudonym,
                new(
                    "与流水重复，另含商户之间约定的价格",
                    "repeats what an entry says, with prices that merchants have agreed among themselves"
                )
            ),
            new(
                CosmosContainers.Settlement,
                DisputeDocument.TypeName,
                typeof(DisputeDocument),
                Pseudonym,
                new(
                    "属于商户之间的争议；对会员的结果已记入流水",
                    "is between merchants, about a line; what follows for the member is an entry"
                )
            ),
        ];

    /// <summary>Also what names members of staff: that is not about the person who asks for an export.</summary>
    private static IEnumerable<StoredKind> OfTheApp() =>
        [
            Nobody<VerifySampleDocument>(CosmosContainers.Lookups, VerifySampleDocument.SingletonId),
            Nobody<ActDocument>(CosmosContainers.Programmes, ActDocument.TypeName),
            Nobody<ActorDocument>(CosmosContainers.Programmes, ActorDocument.TypeName),
            Nobody<ActorDocument>(CosmosContainers.Settlement, ActorDocument.TypeName),
            Nobody<JournalActorDocument>(CosmosContainers.Journal, JournalActorDocument.TypeName),
            Nobody<JournalHeadDocument>(CosmosContainers.Journal, JournalHeadDocument.TypeName),
            Nobody<RevisionDocument>(CosmosContainers.Programmes, RevisionDocument.TypeName),
            Nobody<RevisionTimetableDocument>(CosmosContainers.Programmes, RevisionTimetableDocument.TypeName),
            Nobody<BudgetShardDocument>(CosmosContainers.Budgets, BudgetShardDocument.TypeName),
            Nobody<StockDocument>(CosmosContainers.Stock, StockDocument.TypeName),
            Nobody<AccountDocument>(CosmosContainers.Settlement, AccountDocument.TypeName),
            Nobody<AccountRegistrationDocument>(CosmosContainers.Settlement, AccountRegistrationDocument.TypeName),
            Nobody<CorrectionDocument>(CosmosContainers.Settlement, CorrectionDocument.TypeName),
            Nobody<PeriodDocument>(CosmosContainers.Settlement, PeriodDocument.TypeName),
            Nobody<ReconciliationDocument>(CosmosContainers.Settlement, ReconciliationDocument.TypeName),
            Nobody<StatementDocument>(CosmosContainers.Settlement, StatementDocument.TypeName),
            Nobody<ListedEventDocument>(CosmosContainers.Settlement, ListedEventDocument.TypeName),
            Nobody<EventMonthDocument>(CosmosContainers.Settlement, EventMonthDocument.TypeName),
            Nobody<CountedRefundDocument>(CosmosContainers.Settlement, CountedRefundDocument.TypeName),
            Nobody<ReportSumsDocument>(CosmosContainers.Reports, ReportSumsDocument.DayType),
            Nobody<ReportSumsDocument>(CosmosContainers.Reports, ReportSumsDocument.BalanceType),
            Nobody<ReportHeadDocument>(CosmosContainers.Reports, ReportHeadDocument.TypeName),
            Nobody<ReportGenerationDocument>(CosmosContainers.Reports, ReportGenerationDocument.TypeName),
            Nobody<FeedProgressDocument>(CosmosContainers.Reports, FeedProgressDocument.TypeName),
            Nobody<DeploymentKeyDocument>(CosmosContainers.Lookups, DeploymentKeyDocument.TypeName),
            Nobody<LookupIndexDocument>(CosmosContainers.Lookups, LookupIndexDocument.TypeName),
            Nobody<WrongCodesDocument>(CosmosContainers.Lookups, WrongCodesDocument.TypeName),
            Nobody<JobDocument>(CosmosContainers.Lookups, JobDocument.TypeName),
            Nobody<JobPartDocument>(CosmosContainers.Lookups, JobPartDocument.TypeName),
        ];

    private static StoredKind Own<T>(string type, BilingualName? notExported = null) =>
        new(CosmosContainers.Wallets, type, typeof(T), OwnPartition, notExported);

    private static StoredKind Nobody<T>(string container, string type) => new(container, type, typeof(T), None);
}
