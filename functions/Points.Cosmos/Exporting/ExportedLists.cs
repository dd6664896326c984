using Points.Cosmos.Documents;
using Points.Cosmos.Persons;

namespace Points.Cosmos.Exporting;

/// <summary>The lists of a person's export, in its order, and the kind of document that each has.</summary>
internal static class ExportedLists
{
    /// <summary>The lists of each programme. Their documents say which programme they belong to.</summary>
    public static readonly IReadOnlyList<(string Name, StoredKind Kind)> OfProgrammes =
    [
        ("entries", Own(EntryDocument.TypeName)),
        ("orders", Own(OrderDocument.TypeName)),
        ("earlyRefunds", Own(EarlyRefundRecordDocument.TypeName)),
        ("actions", Own(ActionDocument.TypeName)),
        ("references", Own(CountedReferenceDocument.TypeName)),
        ("redemptions", Own(RedemptionDocument.TypeName)),
        ("transfers", Own(TransferDocument.TypeName)),
    ];

    public static readonly IReadOnlyList<(string Name, StoredKind Kind)> OfTheMember =
    [
        ("refunds", Own(RefundDocument.TypeName)),
        ("spendCodes", Own(SpendCodeDocument.TypeName)),
        ("notices", Own(NoticeDocument.TypeName)),
        ("complaints", Own(ComplaintDocument.TypeName)),
        ("messagesOfMerchants", Find(CosmosContainers.Lookups, EventOutcomeDocument.TypeName)),
        ("waitingRefunds", Find(CosmosContainers.Settlement, WaitingRefundDocument.TypeName)),
        ("withheldCompensation", Find(CosmosContainers.Settlement, WithheldCompensationDocument.TypeName)),
        ("acts", Own(ActDocument.TypeName)),
        ("approvals", Find(CosmosContainers.Settlement, ApprovalDocument.TypeName)),
        ("journalOfStaff", Find(CosmosContainers.Journal, JournalItemDocument.TypeName)),
        ("setAside", Find(CosmosContainers.Settlement, SetAsideDocument.TypeName)),
    ];

    /// <summary>Each programme has one, which the export has beside the lists.</summary>
    public static readonly StoredKind Wallets = Own(WalletDocument.TypeName);

    private static StoredKind Own(string type) => Find(CosmosContainers.Wallets, type);

    private static StoredKind Find(string container, string type) =>
        StoredKinds.All.Single(it => it.Container == container && it.Type == type);
}
