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
            WriteTitle(terms.Name),
            [
                EarningSection.Build(terms),
                .. terms.Actions.IsEmpty ? [] : new[] { ActionSection.Build(terms) },
                .. terms.Grants.IsEmpty ? [] : new[] { GrantTerms.Build(terms) },
                .. terms.Tiers is { } tiers ? [TierSection.Build(tiers, terms)] : Array.Empty<DisclosureSection>(),
                .. terms.Rewards.IsEmpty ? [] : new[] { RewardSection.Build(terms), UsingRewardsSection.Build(terms) },
                .. terms.Perks.IsEmpty ? [] : new[] { PerkSection.Build(terms) },
                ValiditySection.Build(terms),
                ReturnSection.Build(terms),
                MembershipSection.Build(terms),
                RightsSection.Build(terms),
                IssuerSection.Build(terms),
                ContactSection.Build(terms),
            ]
        );

    /// <summary>A programme whose name says already that it is about points is not said so twice.</summary>
    private static BilingualName WriteTitle(BilingualName name) =>
        new(
            name.Zh.EndsWith("积分", StringComparison.Ordinal) ? $"{name.Zh}规则" : $"{name.Zh}积分规则",
            $"{name.En}: terms"
        );
}
