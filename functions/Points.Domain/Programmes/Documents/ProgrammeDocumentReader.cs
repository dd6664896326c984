using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>
/// Reads a programme document. Every error is reported with its path, unknown fields included. Whether the document is
/// lawful is checked afterwards, by <c>LegalChecks</c>.
/// </summary>
public static class ProgrammeDocumentReader
{
    private const int MerchantsMax = 10_000,
        RewardsMax = 1_000,
        FilingsMax = 20,
        PerksMax = 50,
        ActionsMax = 50,
        GrantsMax = 50,
        LevelsMax = 20;
    private const string DefaultTimeZone = "Asia/Shanghai";

    private static readonly Dictionary<string, IssuerKind> IssuerKinds = new(StringComparer.Ordinal)
    {
        ["merchant"] = IssuerKind.Merchant,
        ["bank"] = IssuerKind.Bank,
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
        ["months"] = reader => new Validity.Months(
            (int)reader.WholeNumber("months", 1, 1_200),
            reader.Flag("monthEnd", defaultValue: false)
        ),
        ["fixed-date"] = reader => new Validity.FixedDate(reader.Date("on")),
    };

    public static ReadResult<ProgrammeTerms> Read(ReadOnlyMemory<byte> json, int number, DateTimeOffset effectiveFrom)
    {
        var reader = FieldReader.Open(json);
        var terms = Read(reader, number, effectiveFrom);
        return new(terms, reader.Complete());
    }

    /// <summary>Reads a document with a reader that is in use already, such as that of a request's body.</summary>
    public static ProgrammeTerms Read(FieldReader reader, int number, DateTimeOffset effectiveFrom)
    {
        var programmeId = reader.Id("programmeId");
        var merchants = reader.List("merchants", 1, MerchantsMax, ReadMerchant);
        var validity = reader.Nested(
            "validity",
            it => new ValidityPart(it.ByKind("kind", Validities), it.Flag("appliesToEarned", defaultValue: false))
        );
        var issuer = FindDefaultIssuer(programmeId, merchants);
        var budget = reader.Nested("budget", it => BudgetReader.Read(it, issuer), required: false);
        var notices = reader.Nested("notices", ReadNotices, required: false) ?? new([], null);
        var terms = new ProgrammeTerms
        {
            ProgrammeId = programmeId,
            Number = number,
            EffectiveFrom = effectiveFrom,
            Name = DocumentVocabulary.ReadName(reader),
            Issuer = reader.Nested("issuer", ReadIssuer)!,
            TimeZone = ReadTimeZone(reader),
            Merchants = merchants,
            Validity = validity?.Validity!,
            AppliesToEarned = validity?.AppliesToEarned == true,
            ValueGuaranteed = reader.Flag("valueGuaranteed", defaultValue: false),
            Budget = budget?.Main,
            Adjustments = budget?.Adjustments,
            OpeningBudget = budget?.Openings,
            GrantBudget = budget?.Grants,
            Compensation = reader.Nested("compensation", ReadCompensation, required: false),
            Earning = reader.Nested("earning", EarningReader.Read)!,
            Tiers = reader.Nested("tiers", ReadTiers, required: false),
            Rewards = reader.List("rewards", 0, RewardsMax, RewardReader.Read),
            Perks = reader.List("perks", 0, PerksMax, ReadPerk),
            Actions = reader.List("actions", 0, ActionsMax, it => ReadAction(it, issuer)),
            Grants = reader.List("grants", 0, GrantsMax, it => GrantReader.Read(it, issuer)),
            Family = reader.Nested(
                "family",
                it => new FamilyTerms(new(it.WholeNumber("pointsPerMonth", 1, DocumentVocabulary.PointsMax))),
                required: false
            ),
            Settlement = reader.Nested("settlement", ReadSettlement, required: false),
            NoticeChannels = notices.Channels,
            QuietHours = notices.QuietHours ?? QuietHours.Default,
            Contact = ContactReader.Read(reader),
            Labels = LabelReader.Read(reader),
        };
        DocumentConsistency.Check(reader, terms);
        DocumentContradictions.Check(reader, terms);
        return terms;
    }

    private static Issuer ReadIssuer(FieldReader reader) =>
        new(
            reader.Text("name", DocumentVocabulary.NameLengthMax),
            reader.Text("creditCode", 18),
            reader.Choice("kind", IssuerKinds, defaultValue: "merchant"),
            reader.Nested("telecomLicence", it => ReadPermit(it, "telecom-licence"), required: false),
            reader.List(
                "filings",
                0,
                FilingsMax,
                it => ReadPermit(it, it.Text("kind", DocumentVocabulary.NameLengthMax))
            )
        );

    private static Permit ReadPermit(FieldReader reader, string kind) =>
        new(kind, reader.Text("number", DocumentVocabulary.NameLengthMax), reader.Date("validUntil"));

    private static Merchant ReadMerchant(FieldReader reader) =>
        new(
            reader.Id("merchantId"),
            DocumentVocabulary.ReadName(reader),
            reader.Flag("issues", defaultValue: false),
            reader.Flag("honours", defaultValue: false)
        );

    private static CompensationTerms ReadCompensation(FieldReader reader) =>
        new(BudgetReader.ReadBudget(reader), reader.Nested("perMember", DocumentVocabulary.ReadTimes)!);

    private static Tiers ReadTiers(FieldReader reader)
    {
        var months =
            reader.Nested("window", it => new TierWindowPart((int)it.WholeNumber("months", 1, 36)))?.Months ?? 1;
        return new(months, reader.List("levels", 1, LevelsMax, ReadLevel));
    }

    private static TierLevel ReadLevel(FieldReader reader)
    {
        var tier = reader.Id("tier");
        return new(
            tier,
            DocumentVocabulary.ReadOptionalName(reader) ?? new(tier, tier),
            new(reader.WholeNumber("spendFen", 0, DocumentVocabulary.FenMax, defaultValue: 0)),
            (int)reader.WholeNumber("visits", 0, 10_000, defaultValue: 0),
            reader.Number("times", 1, EarningReader.TimesMax, decimals: 2, defaultValue: 1),
            reader.Ids("perks", PerksMax)
        );
    }

    private static Perk ReadPerk(FieldReader reader) =>
        new(
            reader.Id("id"),
            reader.Number("discount", 0.01m, 0.99m, decimals: 2),
            ConditionReader.ReadLineCondition(reader, "when")
        );

    private static PublishedAction ReadAction(FieldReader reader, string issuer)
    {
        var action = reader.Id("action");
        var ownDay = reader.OptionalChoice("on", DocumentVocabulary.ActionDays);
        return new(
            action,
            DocumentVocabulary.ReadOptionalName(reader) ?? new(action, action),
            new(reader.WholeNumber("points", 1, DocumentVocabulary.PointsMax)),
            reader.Nested("limit", DocumentVocabulary.ReadTimes)!,
            reader.Choices("by", DocumentVocabulary.CanMemberRecordByCaller).Contains(true),
            ownDay,
            ConditionReader.ReadMemberCondition(reader, "when"),
            reader.OptionalId("merchantId") ?? issuer
        )
        {
            Kind = reader.OptionalChoice("kind", DocumentVocabulary.ActionKinds) ?? DocumentVocabulary.KindOf(ownDay),
        };
    }

    private static SettlementTerms ReadSettlement(FieldReader reader) =>
        new(
            new(reader.WholeNumber("fenPer100Points", 0, 1_000_000)),
            reader.Number("platformFeeRate", 0, 1, decimals: 4),
            reader.Choice("when", SettledWhens, defaultValue: "consumed")
        );

    private static NoticesPart ReadNotices(FieldReader reader) =>
        new(
            reader.Choices("channels", Channels),
            reader.Nested("quietHours", it => new QuietHours(it.Time("from"), it.Time("to")), required: false)
        );

    private static TimeZoneInfo ReadTimeZone(FieldReader reader)
    {
        var id = reader.OptionalText("timeZone", DocumentVocabulary.NameLengthMax) ?? DefaultTimeZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        reader.AddError("timeZone", "must be an IANA time zone, such as Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }

    /// <summary>
    /// The merchant that issues the points of actions, grants and adjustments if the document names none: the one named like the
    /// programme, or else the first that issues points.
    /// </summary>
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
