using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Exporting;

/// <content>The profile, and what wallets hold.</content>
internal static partial class ExportedFields
{
    private static IEnumerable<(Type Record, FieldSet Fields)> OfTheProfile() =>
        [
            Part<MemberDocument>(
                "memberId externalId phone phoneVerified email emailVerified locale birthDate "
                    + "ownDaySpans=changedBirthdays creditGrade identityVerified frozenBecause pets groups familyId "
                    + "programmes personalisation=consentToPersonalisation marketing=consentToMarketing "
                    + "consentRecords=consents ledgerKey",
                (WhyNot.IsTheSameEverywhere, "id type"),
                (WhyNot.CountsVersions, "plainIds"),
                (WhyNot.IsOnlyWhileErased, "erasing")
            ),
            Part<PetDocument>("name birthday"),
            Part<AddressVerificationDocument>("by~ at"),
            Part<OwnDaySpanDocument>("kind~ day from until"),
            Part<ConsentRecordDocument>("purpose~ given at textVersion by~"),
            Part<LookupEntryDocument>("addedAt", (WhyNot.IsTheLedgerKey, "ledgerKey")),
        ];

    private static IEnumerable<(Type Record, FieldSet Fields)> OfWallets() =>
        [
            Document<WalletDocument>(
                "programmeId sequence=entryCount head=newestHash lots pendingLots holds debts lapsed=recentlyExpired "
                    + "awaited=earlyRefundedOrders awaitedUnlisted=furtherEarlyRefunds habits=history "
                    + "recent=recentCategories recentAfter=recentCategoriesAfterEntry facts told=newestAnnouncement "
                    + "under=appliedRevision tellings=changeNotices",
                (WhyNot.IsTheSameEverywhere, "id"),
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.CountsVersions, "plainIds moreLotsSequence"),
                (WhyNot.IsOnlyWhileErased, "erasing"),
                (WhyNot.TellsAJobWhen, "holdsDueAt expiryDueAt reminderDueAt reviewDueAt giftsDueAt grantsDueAt")
            ),
            Document<MoreLotsDocument>("lots", (WhyNot.IsTheSameEverywhere, "id"), (WhyNot.CountsVersions, "sequence")),
            Part<LotDocument>("points expiresOn issuedBy"),
            Part<PendingLotDocument>("points usableFrom expiresOn issuedBy under=revision"),
            Part<DebtDocument>("points owedTo"),
            Part<HoldDocument>(
                "holdId=redemptionOrTransferId rewardId quantity at until lots",
                (WhyNot.IsAboutAnotherPerson, "toMemberId"),
                (WhyNot.TellsAJobWhen, "lookAt")
            ),
            Part<EarlyRefundDocument>("merchantId orderId since=latestRefundAt"),
            Part<UnlistedEarlyRefundsDocument>("count", (WhyNot.CountsVersions, "sequence")),
            Part<FactsDocument>(
                "identityVerified frozen birthDate creditGrade personalisation=consentToPersonalisation "
                    + "personalisationByGuardian=consentByGuardian groups familyId petBirthdays "
                    + "ownDaySpans=changedBirthdays"
            ),
            Part<ChangeNotificationDocument>("revision at"),
            Part<WalletHistoryDocument>(
                "counters=limitsUsed tiers days=spendingByDay reminded=remindersSent ownDayUses=birthdayBenefits "
                    + "releasedHolds postponedGrants"
            ),
            Part<LimitCounter>("limit period used"),
            Part<TierDocument>("tier since by=reachedBy"),
            Part<QualificationDocument>("from=windowStart fen=spendFen visits after=afterEntry"),
            Part<SpendDayDocument>("on fen=spendFen visits"),
            Part<ReminderSent>("expiresOn daysAhead"),
            Part<OwnDayUseDocument>("kind~ on for~=benefit"),
            Part<ReleasedHold>("rewardId quantity countsUntil"),
            Part<PostponedGrant>("grantId revision until"),
            Part<BilingualName>("zh en"),
        ];
}
