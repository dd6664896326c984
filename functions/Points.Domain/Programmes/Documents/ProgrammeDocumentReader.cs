using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>
/// Reads a programme document. Every fault is named with its path, unknown fields included. Whether what it says is
/// lawful is another question, asked of what was read.
/// </summary>
public static class ProgrammeDocumentReader
{
    private const int MerchantsMax = 10_000,
        RewardsMax = 1_000,
        FilingsMax = 20,
        PerksMax = 50,
        ActionsMax = 50,
        LevelsMax = 20;
    private const string DefaultTimeZone = "Asia/Shanghai";

    private static readonly Dictionary<string, IssuerKind> IssuerKinds = new(StringComparer.Ordinal)
    {
        ["merchant"] = IssuerKind.Merchant,
        ["bank"] = IssuerKind.Bank,
    };

    private static readonly Dictionary<string, BudgetPeriod> Periods = new(StringComparer.Ordinal)
    {
        ["day"] = BudgetPeriod.Day,
        ["month"] = BudgetPeriod.Month,
        ["quarter"] = BudgetPeriod.Quarter,
        ["year"] = BudgetPeriod.Year,
    };

    private static readonly Dictionary<string, SettledWhen> SettledWhens = new(StringComparer.Ordinal)
    {
        ["consumed"] = SettledWhen.Consumed,
        ["issued"] = SettledWhen.Issued,
    };

    private static readonly Dictionary<string, NoticeChannel> Channels = new(StringComparer.Ordinal)
    {
        ["sms"] = NoticeChannel.Sms,
        ["push"] = NoticeChannel.Push,
    };

    private static readonly Dictionary<string, Func<FieldReader, Validity>> Validities = new(StringComparer.Ordinal)
    {
        ["lifetime"] = _ => new Validity.Lifetime(),
        ["months"] = fields => new Validity.Months(
            (int)fields.WholeNumber("months", 1, 1_200),
            fields.Flag("monthEnd", defaultValue: false)
        ),
        ["fixed-date"] = fields => new Validity.FixedDate(fields.Date("on")),
    };

    public static ReadResult<ProgrammeTerms> Read(
        ReadOnlyMemory<byte> json,
        int number,
        DateTimeOffset effectiveFrom
    ) => FieldReader.Read(json, fields => Read(fields, number, effectiveFrom));

    /// <summary>Reads a document that is the whole of a larger reading, as a request's body.</summary>
    public static ProgrammeTerms Read(FieldReader fields, int number, DateTimeOffset effectiveFrom)
    {
        var programmeId = fields.Id("programmeId");
        var merchants = fields.List("merchants", 1, MerchantsMax, ReadMerchant);
        var lasting = fields.Nested(
            "validity",
            it => new ValidityPart(it.ByKind("kind", Validities), it.Flag("appliesToEarned", defaultValue: false))
        );
        var notices = fields.Nested("notices", ReadNotices, required: false) ?? new([], null);
        var revision = new ProgrammeTerms
        {
            ProgrammeId = programmeId,
            Number = number,
            EffectiveFrom = effectiveFrom,
            Name = DocumentVocabulary.ReadName(fields),
            Issuer = fields.Nested("issuer", ReadIssuer)!,
            TimeZone = ReadTimeZone(fields),
            Merchants = merchants,
            Validity = lasting?.Validity!,
            AppliesToEarned = lasting?.AppliesToEarned == true,
            Budget = fields.Nested("budget", ReadBudget, required: false),
            Earning = fields.Nested("earning", EarningReader.Read)!,
            Tiers = fields.Nested("tiers", ReadTiers, required: false),
            Rewards = fields.List("rewards", 0, RewardsMax, RewardReader.Read),
            Perks = fields.List("perks", 0, PerksMax, ReadPerk),
            Actions = fields.List(
                "actions",
                0,
                ActionsMax,
                it => ReadAction(it, FindDefaultIssuer(programmeId, merchants))
            ),
            Family = fields.Nested(
                "family",
                it => new FamilyTerms(new(it.WholeNumber("pointsPerMonth", 1, DocumentVocabulary.PointsMax))),
                required: false
            ),
            Settlement = fields.Nested("settlement", ReadSettlement, required: false),
            NoticeChannels = notices.Channels,
            QuietHours = notices.QuietHours ?? QuietHours.Default,
        };
        DocumentConsistency.Check(fields, revision);
        DocumentContradictions.Check(fields, revision);
        return revision;
    }

    private static Issuer ReadIssuer(FieldReader fields) =>
        new(
            fields.Text("name", DocumentVocabulary.NameLengthMax),
            fields.Text("creditCode", 18),
            fields.Choice("kind", IssuerKinds, defaultValue: "merchant"),
            fields.Nested("telecomLicence", it => ReadPermit(it, "telecom-licence"), required: false),
            fields.List(
                "filings",
                0,
                FilingsMax,
                it => ReadPermit(it, it.Text("kind", DocumentVocabulary.NameLengthMax))
            )
        );

    private static Permit ReadPermit(FieldReader fields, string kind) =>
        new(kind, fields.Text("number", DocumentVocabulary.NameLengthMax), fields.Date("validUntil"));

    private static Merchant ReadMerchant(FieldReader fields) =>
        new(
            fields.Id("merchantId"),
            DocumentVocabulary.ReadName(fields),
            fields.Flag("issues", defaultValue: false),
            fields.Flag("honours", defaultValue: false)
        );

    private static Budget ReadBudget(FieldReader fields) =>
        new(fields.Choice("period", Periods), new(fields.WholeNumber("capPoints", 1, 1_000_000_000_000_000)));

    private static Tiers ReadTiers(FieldReader fields)
    {
        var months =
            fields.Nested("window", it => new TierWindowPart((int)it.WholeNumber("months", 1, 36)))?.Months ?? 1;
        return new(months, fields.List("levels", 1, LevelsMax, ReadLevel));
    }

    private static TierLevel ReadLevel(FieldReader fields)
    {
        var tier = fields.Id("tier");
        return new(
            tier,
            DocumentVocabulary.ReadOptionalName(fields) ?? new(tier, tier),
            new(fields.WholeNumber("spendFen", 0, DocumentVocabulary.FenMax, defaultValue: 0)),
            (int)fields.WholeNumber("visits", 0, 10_000, defaultValue: 0),
            fields.Number("times", 1, EarningReader.TimesMax, decimals: 2, defaultValue: 1),
            fields.Ids("perks", PerksMax)
        );
    }

    private static Perk ReadPerk(FieldReader fields) =>
        new(
            fields.Id("id"),
            fields.Number("discount", 0.01m, 0.99m, decimals: 2),
            ConditionReader.ReadLineCondition(fields, "when")
        );

    private static PublishedAction ReadAction(FieldReader fields, string issuer)
    {
        var action = fields.Id("action");
        return new(
            action,
            DocumentVocabulary.ReadOptionalName(fields) ?? new(action, action),
            new(fields.WholeNumber("points", 1, DocumentVocabulary.PointsMax)),
            fields.Nested(
                "limit",
                it => new ActionLimit(
                    (int)it.WholeNumber("times", 1, 100_000),
                    it.Choice("per", DocumentVocabulary.LimitPeriods)
                )
            )!,
            fields.Choices("by", DocumentVocabulary.ActionCallers).Contains(true),
            fields.OptionalChoice("on", DocumentVocabulary.ActionDays),
            ConditionReader.ReadMemberCondition(fields, "when"),
            fields.OptionalId("merchantId") ?? issuer
        );
    }

    private static SettlementTerms ReadSettlement(FieldReader fields) =>
        new(
            new(fields.WholeNumber("fenPer100Points", 0, 1_000_000)),
            fields.Number("platformFeeRate", 0, 1, decimals: 4),
            fields.Choice("when", SettledWhens, defaultValue: "consumed")
        );

    private static NoticesPart ReadNotices(FieldReader fields) =>
        new(
            fields.Choices("channels", Channels),
            fields.Nested("quietHours", it => new QuietHours(it.Time("from"), it.Time("to")), required: false)
        );

    private static TimeZoneInfo ReadTimeZone(FieldReader fields)
    {
        var id = fields.OptionalText("timeZone", DocumentVocabulary.NameLengthMax) ?? DefaultTimeZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        fields.AddError("timeZone", "must be an IANA time zone, as Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }

    /// <summary>Who pays for points that no sale issued, where the document does not say: the programme's own merchant.</summary>
    private static string FindDefaultIssuer(string programmeId, ImmutableArray<Merchant> merchants) =>
        (
            merchants.FirstOrDefault(merchant => merchant.Issues && merchant.MerchantId == programmeId)
            ?? merchants.FirstOrDefault(merchant => merchant.Issues)
        )?.MerchantId
        ?? "";

    private sealed record ValidityPart(Validity Validity, bool AppliesToEarned);

    private sealed record TierWindowPart(int Months);

    private sealed record NoticesPart(ImmutableArray<NoticeChannel> Channels, QuietHours? QuietHours);
}
