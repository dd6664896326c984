using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>
/// Reads a programme document. Every fault is named with its path, unknown fields included. Whether what it says is
/// lawful is another question, asked of what was read.
/// </summary>
public static class ProgrammeDocument
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

    private static readonly Dictionary<string, Func<Fields, Validity>> Validities = new(StringComparer.Ordinal)
    {
        ["lifetime"] = _ => new Validity.Lifetime(),
        ["months"] = fields => new Validity.Months(
            (int)fields.Whole("months", 1, 1_200),
            fields.Flag("monthEnd", absent: false)
        ),
        ["fixed-date"] = fields => new Validity.FixedDate(fields.Date("on")),
    };

    public static Read<ProgrammeRevision> Read(ReadOnlyMemory<byte> json, int number, DateTimeOffset effectiveFrom) =>
        Fields.Read(json, fields => Read(fields, number, effectiveFrom));

    /// <summary>Reads a document that is the whole of a larger reading, as a request's body.</summary>
    public static ProgrammeRevision Read(Fields fields, int number, DateTimeOffset effectiveFrom)
    {
        var programmeId = fields.Id("programmeId");
        var merchants = fields.List("merchants", 1, MerchantsMax, MerchantOf);
        var lasting = fields.Nested(
            "validity",
            it => new Lasting(it.OfKind("kind", Validities), it.Flag("appliesToEarned", absent: false))
        );
        var notices = fields.Nested("notices", NoticesOf, required: false) ?? new([], null);
        var revision = new ProgrammeRevision
        {
            ProgrammeId = programmeId,
            Number = number,
            EffectiveFrom = effectiveFrom,
            Name = DocumentWords.Name(fields),
            Issuer = fields.Nested("issuer", IssuerOf)!,
            TimeZone = TimeZone(fields),
            Merchants = merchants,
            Validity = lasting?.Validity!,
            AppliesToEarned = lasting?.AppliesToEarned == true,
            Budget = fields.Nested("budget", BudgetOf, required: false),
            Earning = fields.Nested("earning", EarningDocument.Read)!,
            Tiers = fields.Nested("tiers", TiersOf, required: false),
            Rewards = fields.List("rewards", 0, RewardsMax, RewardDocument.Read),
            Perks = fields.List("perks", 0, PerksMax, PerkOf),
            Actions = fields.List("actions", 0, ActionsMax, it => ActionOf(it, DefaultIssuer(programmeId, merchants))),
            Family = fields.Nested(
                "family",
                it => new Family(new(it.Whole("pointsPerMonth", 1, DocumentWords.PointsMax))),
                required: false
            ),
            Settlement = fields.Nested("settlement", SettlementOf, required: false),
            NoticeChannels = notices.Channels,
            QuietHours = notices.QuietHours ?? QuietHours.Default,
        };
        Consistency.Check(fields, revision);
        Contradictions.Check(fields, revision);
        return revision;
    }

    private static Issuer IssuerOf(Fields fields) =>
        new(
            fields.Text("name", DocumentWords.NameLengthMax),
            fields.Text("creditCode", 18),
            fields.Choice("kind", IssuerKinds, absent: "merchant"),
            fields.Nested("telecomLicence", it => PermitOf(it, "telecom-licence"), required: false),
            fields.List("filings", 0, FilingsMax, it => PermitOf(it, it.Text("kind", DocumentWords.NameLengthMax)))
        );

    private static Permit PermitOf(Fields fields, string kind) =>
        new(kind, fields.Text("number", DocumentWords.NameLengthMax), fields.Date("validUntil"));

    private static Merchant MerchantOf(Fields fields) =>
        new(
            fields.Id("merchantId"),
            DocumentWords.Name(fields),
            fields.Flag("issues", absent: false),
            fields.Flag("honours", absent: false)
        );

    private static Budget BudgetOf(Fields fields) =>
        new(fields.Choice("period", Periods), new(fields.Whole("capPoints", 1, 1_000_000_000_000_000)));

    private static Tiers TiersOf(Fields fields)
    {
        var months = fields.Nested("window", it => new WindowOf((int)it.Whole("months", 1, 36)))?.Months ?? 1;
        return new(months, fields.List("levels", 1, LevelsMax, LevelOf));
    }

    private static TierLevel LevelOf(Fields fields)
    {
        var tier = fields.Id("tier");
        return new(
            tier,
            DocumentWords.OptionalName(fields) ?? new(tier, tier),
            new(fields.Whole("spendFen", 0, DocumentWords.FenMax, absent: 0)),
            (int)fields.Whole("visits", 0, 10_000, absent: 0),
            fields.Number("times", 1, EarningDocument.TimesMax, decimals: 2, absent: 1),
            fields.Ids("perks", PerksMax)
        );
    }

    private static Perk PerkOf(Fields fields) =>
        new(
            fields.Id("id"),
            fields.Number("discount", 0.01m, 0.99m, decimals: 2),
            ConditionDocument.OfLines(fields, "when")
        );

    private static PublishedAction ActionOf(Fields fields, string issuer)
    {
        var action = fields.Id("action");
        return new(
            action,
            DocumentWords.OptionalName(fields) ?? new(action, action),
            new(fields.Whole("points", 1, DocumentWords.PointsMax)),
            fields.Nested(
                "limit",
                it => new ActionLimit((int)it.Whole("times", 1, 100_000), it.Choice("per", DocumentWords.LimitPeriods))
            )!,
            fields.Choices("by", DocumentWords.ActionCallers).Contains(true),
            fields.OptionalChoice("on", DocumentWords.ActionDays),
            ConditionDocument.OfMember(fields, "when"),
            fields.OptionalId("merchantId") ?? issuer
        );
    }

    private static Settlement SettlementOf(Fields fields) =>
        new(
            new(fields.Whole("fenPer100Points", 0, 1_000_000)),
            fields.Number("platformFeeRate", 0, 1, decimals: 4),
            fields.Choice("when", SettledWhens, absent: "consumed")
        );

    private static Notices NoticesOf(Fields fields) =>
        new(
            fields.Choices("channels", Channels),
            fields.Nested("quietHours", it => new QuietHours(it.Time("from"), it.Time("to")), required: false)
        );

    private static TimeZoneInfo TimeZone(Fields fields)
    {
        var id = fields.OptionalText("timeZone", DocumentWords.NameLengthMax) ?? DefaultTimeZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        fields.Fault("timeZone", "must be an IANA time zone, as Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }

    /// <summary>Who pays for points that no sale issued, where the document does not say: the programme's own merchant.</summary>
    private static string DefaultIssuer(string programmeId, ImmutableArray<Merchant> merchants) =>
        (
            merchants.FirstOrDefault(merchant => merchant.Issues && merchant.MerchantId == programmeId)
            ?? merchants.FirstOrDefault(merchant => merchant.Issues)
        )?.MerchantId
        ?? "";

    private sealed record Lasting(Validity Validity, bool AppliesToEarned);

    private sealed record WindowOf(int Months);

    private sealed record Notices(ImmutableArray<NoticeChannel> Channels, QuietHours? QuietHours);
}
