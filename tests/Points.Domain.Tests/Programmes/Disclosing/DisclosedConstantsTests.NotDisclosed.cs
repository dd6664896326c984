namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>The numbers that the terms do not name, and why.</summary>
public sealed partial class DisclosedConstantsTests
{
    private static readonly (string Why, string[] Constants)[] NotDisclosed =
    [
        (
            "bounds what merchants and operators may send; a member's purchase is far below",
            [
                "Accrue.ClockSkewMax",
                "Accrue.LinesMax",
                "Accrue.RedemptionIdsMax",
                "OrderLine.QuantityMax",
                "OrderLine.ServiceDaysMax",
                "OrderLine.TagsMax",
                "EarlyRefund.CountMax",
                "EarlyRefund.CountMaxPerMerchant",
                "EarlyRefundRecord.LinesMax",
                "EarlyRefundRecord.RefundsMax",
                "Request.IdempotencyKeyLengthMax",
            ]
        ),
        (
            "bounds what a document may say; the terms show what it does say",
            [
                "EarningTerms.PendingDaysMax",
                "Grant.TimesMax",
                "EarningTerms.StackedMultipliersMax",
                "RecentCategories.CountMax",
                "NoticePeriod.AnnouncedYearsMax",
                "Price.AmountMax",
            ]
        ),
        (
            "how the app calculates or stores; no member sees a difference",
            [
                "Fen.PerYuan",
                "GuardianAge.ChinaOffset",
                "AnswerComplaintHandler.AttemptsMax",
                "CompiledRule.RateUnits",
                "CompiledRule.TimesUnits",
                "EarningTally.UnitBitsMax",
                "GrantSchedule.RoundsMax",
                "ExpiryChangeExplanation.DaysListedMax",
                "LoadedRecords.LoadsMax",
                "Lot.SizeWithoutIssuer",
                "Lots.SizeMax",
                "NamedRedemptions.LotsSizeMax",
                "OrderClaim.AbandonedAfter",
                "OrderClaim.BookWithin",
                "OrderClaim.KeptAfterLateDays",
                "OwnDaySpan.CountMax",
                "LookupIndexState.KnownAfter",
                "OwnDayUses.CountMax",
                "PendingLot.SizeOfDayAndTerms",
                "Price.Hundredths",
                "ProgrammeTerms.PropagationTime",
                "RecordDigest.NameLength",
                "ChangeProfileHandler.AttemptsMax",
                "RegisterFamilyHandler.AttemptsMax",
                "ReleasedHold.CountMax",
                "SettlementTerms.PointsPerRate",
                "StockKey.ShardsPerStock",
                "TierStanding.TiersMax",
                "Transfer.ResumeAfter",
                "Wallet.RecentlyExpiredMax",
                "Consents.RecordsPerPurposeMax",
                "YearlyDay.LeapYear",
            ]
        ),
        ("bounds what a member may write at once; the refusal says so", ["Complaint.TextLengthMax"]),
        ("when operators are reminded of a complaint", ["Complaint.ReminderAhead"]),
        ("a further request gets more; the refusal says so", ["Redeem.QuantityMax", "Hold.LotsMax"]),
        ("bounds a profile; the refusal says so", ["Member.GroupsMax", "Member.PetsMax", "Member.ProgrammesMax"]),
        (
            "what is a telephone number; the refusal says so",
            [
                "PhoneNumber.DigitsMax",
                "PhoneNumber.DigitsMin",
                "PhoneNumber.LandlineDigitsMax",
                "PhoneNumber.LandlineDigitsMin",
                "PhoneNumber.MobileDigits",
            ]
        ),
        ("how staff find members; members see no difference", ["MemberLookup.MembersMax", "MemberLookup.ReservedFor"]),
        ("the app shows a new code when it ends, and it moves no points", ["CardCode.ValidFor"]),
        ("the notice is in the app in any case", ["ChannelDelivery.AttemptsMax"]),
        ("one day in any twelve months, as the sentence on birthdays says", ["WalletOwnDays.DaysMax"]),
        ("how many lots one page of a wallet lists; the balance counts all", ["WalletSnapshot.LotsMax"]),
    ];
}
