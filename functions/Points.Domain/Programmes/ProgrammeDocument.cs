using Points.Domain.Reading;

namespace Points.Domain.Programmes;

/// <summary>Reads a programme document. Every fault is named with its path, unknown fields included.</summary>
public static class ProgrammeDocument
{
    private const int MerchantsMax = 10_000, RewardsMax = 1_000, FilingsMax = 20, NameLengthMax = 100;
    private const string DefaultTimeZone = "Asia/Shanghai";

    private static readonly Dictionary<string, RewardKind> RewardKinds = new(StringComparer.Ordinal)
    {
        ["goods"] = RewardKind.Goods, ["service"] = RewardKind.Service, ["ticket"] = RewardKind.Ticket, ["voucher"] = RewardKind.Voucher,
    };

    private static readonly Dictionary<string, Func<Fields, Validity>> Validities = new(StringComparer.Ordinal)
    {
        ["lifetime"] = _ => new Validity.Lifetime(),
        ["months"] = fields => new Validity.Months((int)fields.Whole("months", 1, 1_200), fields.Flag("monthEnd", absent: false)),
        ["fixed-date"] = fields => new Validity.FixedDate(fields.Date("on")),
    };

    public static Read<ProgrammeRevision> Read(ReadOnlyMemory<byte> json, int number, DateTimeOffset effectiveFrom) =>
        Fields.Read(json, fields => Revision(fields, number, effectiveFrom));

    private static ProgrammeRevision Revision(Fields fields, int number, DateTimeOffset effectiveFrom)
    {
        var revision = new ProgrammeRevision
        {
            ProgrammeId = fields.Id("programmeId"),
            Number = number,
            EffectiveFrom = effectiveFrom,
            Name = Name(fields),
            Issuer = fields.Nested("issuer", IssuerOf)!,
            TimeZone = TimeZone(fields),
            Merchants = fields.List("merchants", 1, MerchantsMax, MerchantOf),
            Validity = fields.Nested("validity", it => it.OfKind("kind", Validities))!,
            Earning = fields.Nested("earning", EarningOf)!,
            Rewards = fields.List("rewards", 0, RewardsMax, RewardOf),
        };
        FaultRepeated(fields, "merchants", "merchantId", revision.Merchants.Select(merchant => merchant.MerchantId));
        FaultRepeated(fields, "rewards", "rewardId", revision.Rewards.Select(reward => reward.RewardId));
        FaultStrangers(fields, revision);
        return revision;
    }

    private static BilingualName Name(Fields fields) =>
        fields.Nested("name", it => new BilingualName(it.Text("zh", NameLengthMax), it.Text("en", NameLengthMax)))!;

    private static Issuer IssuerOf(Fields fields) => new(
        fields.Text("name", NameLengthMax),
        fields.Text("creditCode", 18),
        fields.Nested("telecomLicence", it => PermitOf(it, "telecom-licence"))!,
        fields.List("filings", 1, FilingsMax, it => PermitOf(it, it.Text("kind", NameLengthMax))));

    private static Permit PermitOf(Fields fields, string kind) => new(kind, fields.Text("number", NameLengthMax), fields.Date("validUntil"));

    private static Merchant MerchantOf(Fields fields) =>
        new(fields.Id("merchantId"), Name(fields), fields.Flag("issues", absent: false), fields.Flag("honours", absent: false));

    private static Earning EarningOf(Fields fields)
    {
        var rates = fields.List("base", 1, 1, it => new BaseRate(it.Id("id"), it.Number("pointsPerYuan", 0.0001m, 1_000m)));
        var lateDays = fields.Whole("lateDays", 0, 3_660, Earning.LateDaysDefault);
        return new((int)lateDays, rates.FirstOrDefault()!);
    }

    private static Reward RewardOf(Fields fields)
    {
        var worth = new Fen(fields.Whole("worthFen", 0, 10_000_000_000, absent: 0));
        var price = fields.Nested("price", it => PriceOf(it, worth))!;
        if (price is Price.PerYuan && worth > Fen.Zero) fields.Fault("worthFen", "must be left out: the price says what points are worth");
        return new(fields.Id("rewardId"), fields.Choice("kind", RewardKinds), Name(fields), fields.OptionalId("merchantId"), price);
    }

    private static Price PriceOf(Fields fields, Fen worth)
    {
        var points = fields.Whole("points", 1, 1_000_000_000, absent: 0);
        var perYuan = (int)fields.Whole("pointsPerYuan", 1, 1_000_000, absent: 0);
        var minimum = fields.Whole("minimumPoints", 1, 1_000_000_000, absent: 0);
        if ((points == 0) == (perYuan == 0)) fields.Fault("points", "must be given, or pointsPerYuan, and not both");
        if (points > 0 && minimum > 0) fields.Fault("minimumPoints", "goes with pointsPerYuan only");
        return points > 0 || perYuan == 0 ? new Price.Fixed(new(points), worth) : new Price.PerYuan(perYuan, new(Math.Max(1, minimum)));
    }

    private static TimeZoneInfo TimeZone(Fields fields)
    {
        var id = fields.OptionalText("timeZone", NameLengthMax) ?? DefaultTimeZone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        fields.Fault("timeZone", "must be an IANA time zone, as Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }

    private static void FaultRepeated(Fields fields, string list, string idField, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, id) in ids.Index())
            if (!seen.Add(id)) fields.Fault($"{list}[{index}].{idField}", "stands here a second time");
    }

    /// <summary>A reward is honoured by somebody in the programme (law L5).</summary>
    private static void FaultStrangers(Fields fields, ProgrammeRevision revision)
    {
        foreach (var (index, reward) in revision.Rewards.Index())
            if (reward.MerchantId is { } merchantId && revision.Merchant(merchantId) is not { Honours: true })
                fields.Fault($"rewards[{index}].merchantId", "must be a merchant of the programme who honours its points");
    }
}
