using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>A member at an instant, with a basket. Both revisions are asked about the same situation.</summary>
internal sealed record Situation
{
    private const string MemberId = "m-1";

    public required DateTimeOffset At { get; init; }
    public required MemberFacts Facts { get; init; }

    /// <summary>The tier that the member holds when the revision takes effect.</summary>
    public string? Tier { get; init; }

    /// <summary>What the member spent. If given, it decides the tier, as after the next purchase or review.</summary>
    public ImmutableArray<DailySpend>? History { get; init; }

    public RecentCategories Recent { get; init; } = RecentCategories.None;
    public long Balance { get; init; }
    public required string MerchantId { get; init; }
    public string? Channel { get; init; }
    public required ImmutableArray<OrderLine> Lines { get; init; }

    public Fen Total => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);

    public string? TierIn(ProgrammeTerms terms) => LevelIn(terms)?.Tier;

    public TierLevel? LevelIn(ProgrammeTerms terms) =>
        terms.Tiers is not { } tiers ? null
        : History is { } days ? (TierStanding.None with { Days = days }).Qualified(tiers, terms.BusinessDateOf(At))
        : tiers.FindLevel(Tier);

    public RuleContext ContextIn(ProgrammeTerms terms)
    {
        var day = terms.BusinessDateOf(At);
        return new(day, Facts, TierIn(terms), Recent, new(Balance), MerchantId, Channel, Total)
        {
            OwnDays =
            [
                .. new[] { OwnDay.Birthday, OwnDay.PetBirthday }.Where(kind =>
                    Facts.IsOwnDay(kind, day, terms.TimeZone)
                ),
            ],
        };
    }

    public Wallet WalletIn(ProgrammeTerms terms)
    {
        var wallet = Wallet.Open(new(MemberId, terms.ProgrammeId), new("key"), Facts) with
        {
            Lots = Lots.None.Add(new(new(Balance), null, terms.Merchants[0].MerchantId)),
            RecentCategories = Recent,
        };
        var standing = TierStanding.None with { Days = History ?? [] };
        return TierIn(terms) is { } tier
            ? wallet with
            {
                TierStanding = standing.ChangeTier(tier, DateTimeOffset.UnixEpoch),
            }
            : wallet;
    }

    /// <summary>Says who buys what, when and where.</summary>
    public override string ToString()
    {
        var member = string.Join(
            ", ",
            new[]
            {
                Facts.BirthDate is { } born ? Text($"born {born:yyyy-MM-dd}") : null,
                Facts.CreditGrade is { } grade ? $"grade {grade}" : null,
                Tier is { } tier && History is null ? $"tier {tier}" : null,
                History is { } days
                    ? Text($"who spent {new Fen(days.Sum(it => it.Spend.Value))} in {days.Sum(it => it.Visits)} visits")
                    : null,
                Facts.Groups.IsEmpty ? null : $"in {string.Join("+", Facts.Groups)}",
                Facts.PetBirthdays.IsEmpty ? null : Text($"pet born {Facts.PetBirthdays[0]:MM-dd}"),
                Recent.All.IsEmpty
                    ? null
                    : Text($"who last bought {Recent.All.Length} lines of {Recent.All[^1].Category}"),
                Text($"with {Balance} points"),
            }.OfType<string>()
        );
        var basket = string.Join(
            " + ",
            Lines.Select(it => $"{it.Amount} {it.Category}{string.Concat(it.Tags.Select(tag => $" #{tag}"))}")
        );
        return Text($"a member ({member}) at {At:yyyy-MM-dd HH:mm:ss zzz} at {MerchantId}/{Channel ?? "-"}, {basket}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
