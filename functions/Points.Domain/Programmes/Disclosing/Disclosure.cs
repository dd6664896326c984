using System.Collections.Immutable;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>
/// A programme's terms as members read them (law L1), written from the very revision that the engine runs: text and
/// behaviour cannot drift apart. Every sentence stands in both languages side by side.
/// </summary>
public sealed record Disclosure(BilingualName Title, ImmutableArray<DisclosureSection> Sections)
{
    public static Disclosure Create(ProgrammeTerms terms) =>
        new(
            new($"{terms.Name.Zh}积分规则", $"{terms.Name.En}: terms"),
            [
                IssuerSection.Build(terms),
                EarningSection.Build(terms),
                ValiditySection.Build(terms),
                .. terms.Tiers is { } tiers ? [TierSection.Build(tiers)] : Array.Empty<DisclosureSection>(),
                .. terms.Rewards.IsEmpty ? [] : new[] { RewardSection.Build(terms) },
                .. terms.Perks.IsEmpty ? [] : new[] { BenefitSections.BuildPerks(terms) },
                .. terms.Actions.IsEmpty ? [] : new[] { BenefitSections.BuildActions(terms) },
                RightsSection.Build(terms),
            ]
        );
}

public sealed record DisclosureSection(string Id, BilingualName Title, ImmutableArray<BilingualName> Items);
