using System.Collections.Immutable;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>
/// A programme's terms as members read them (law L1), in Chinese and English. The text is written from the revision
/// that the engine runs, so text and behaviour cannot differ.
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
                .. terms.Grants.IsEmpty ? [] : new[] { GrantTerms.Build(terms) },
                RightsSection.Build(terms),
            ]
        );
}

/// <summary>One section of the terms, with one sentence or paragraph per item.</summary>
public sealed record DisclosureSection(string Id, BilingualName Title, ImmutableArray<BilingualName> Items);
