using System.Collections.Immutable;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>
/// A programme's terms as members read them (law L1), written from the very revision that the engine runs: text and
/// behaviour cannot drift apart. Every sentence stands in both languages side by side.
/// </summary>
public sealed record Disclosure(BilingualName Title, ImmutableArray<DisclosureSection> Sections)
{
    public static Disclosure Of(ProgrammeRevision terms) =>
        new(
            new($"{terms.Name.Zh}积分规则", $"{terms.Name.En}: terms"),
            [
                IssuerWords.Section(terms),
                EarningWords.Section(terms),
                ValidityWords.Section(terms),
                .. terms.Tiers is { } tiers ? [TierWords.Section(tiers)] : Array.Empty<DisclosureSection>(),
                .. terms.Rewards.IsEmpty ? [] : new[] { RewardWords.Section(terms) },
                .. terms.Perks.IsEmpty ? [] : new[] { BenefitWords.Perks(terms) },
                .. terms.Actions.IsEmpty ? [] : new[] { BenefitWords.Actions(terms) },
                RightsWords.Section(terms),
            ]
        );
}

public sealed record DisclosureSection(string Id, BilingualName Title, ImmutableArray<BilingualName> Items);
