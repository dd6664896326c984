using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Exporting;

/// <content>Notices and complaints, what staff did, and what merchants sent.</content>
internal static partial class ExportedFields
{
    private static IEnumerable<(Type Record, FieldSet Fields)> OfCorrespondence() =>
        [
            Document<NoticeDocument>(
                "at kind title text channels deliveries receipts notifiedAt=notifiedAtUnixSeconds "
                    + "announcement programmeId id=noticeId",
                (WhyNot.OrdersAList, "noticeSince undelivered")
            ),
            Part<DeliveryDocument>("channel attempts"),
            Part<Attempt>("at fault"),
            Part<DeliveryReceipt>("channel status at reference"),
            Document<ComplaintDocument>(
                "at text by=raisedBy redemptionId entryId answerBy answer programmeId id=complaintId",
                (WhyNot.OrdersAList, "sortKey openComplaint"),
                (WhyNot.TellsAJobWhen, "complaintDueAt dueAt"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.IsADigest, "fingerprint"),
                (WhyNot.IsAboutStaff, "client")
            ),
            Part<ComplaintAnswerDocument>(
                "at text by=answeredBy",
                (WhyNot.IsADigest, "request fingerprint"),
                (WhyNot.IsAboutStaff, "client")
            ),
        ];

    private static IEnumerable<(Type Record, FieldSet Fields)> OfStaff() =>
        [
            Document<ActDocument>(
                "at kind by=doneBy reason fields points programmeId revision effectiveOn rewardId merchantId period "
                    + "disputeId isAccepted documentId familyId approvalId complaintId id=actId",
                (WhyNot.IsTheSameEverywhere, "account"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.IsAboutStaff, "client")
            ),
            Document<ApprovalDocument>(
                "at kind status by=askedBy because reason command decidedBy decidedAt note isDone answerStatus "
                    + "answerBody=answer expiresAt id=approvalId",
                (WhyNot.IsTheSameEverywhere, "account"),
                (WhyNot.OrdersAList, "sortKey until"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.IsAboutStaff, "client decidedClient")
            ),
            Document<JournalItemDocument>(
                "at kind role=doneBy reason fields points programmeId revision effectiveOn rewardId merchantId period "
                    + "disputeId isAccepted documentId familyId approvalId complaintId entryId id=itemId chain number "
                    + "hash reasonDigest",
                (WhyNot.OrdersAList, "sortKey"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.IsAboutStaff, "client actor")
            ),
            Document<SetAsideDocument>(
                "at documentId why",
                (WhyNot.IsTheSameEverywhere, "id account"),
                (WhyNot.OrdersAList, "sortKey")
            ),
        ];

    private static IEnumerable<(Type Record, FieldSet Fields)> OfMerchants() =>
        [
            Document<EventOutcomeDocument>(
                "receivedAt eventType merchantId messageId status statusCode body=answer",
                (WhyNot.IsADigest, "id fingerprint"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.CountsVersions, "sequenceNumber"),
                (WhyNot.TellsAJobWhen, "ttl")
            ),
            Document<WaitingRefundDocument>(
                "at merchantId orderId refundId amountFen lines entryId programmeId",
                (WhyNot.IsTheSameEverywhere, "account"),
                (WhyNot.IsADigest, "id fingerprint"),
                (WhyNot.OrdersAList, "sortKey"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.CountsVersions, "ttl")
            ),
            Document<WithheldCompensationDocument>(
                "at points reason redemptionId entryId programmeId",
                (WhyNot.IsTheSameEverywhere, "id account"),
                (WhyNot.OrdersAList, "sortKey"),
                (WhyNot.IsTheLedgerKey, "ledgerKey")
            ),
        ];
}
