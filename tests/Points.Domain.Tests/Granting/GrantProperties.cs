using Points.Domain.Ledger;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Granting;

/// <summary>Properties of grants in random scenarios.</summary>
public sealed class GrantProperties
{
    [Fact]
    public void No_grant_is_given_more_often_than_its_limit_says() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.Entries.Select(entry => entry.Kind)
                    .OfType<EntryKind.Grant>()
                    .GroupBy(grant => (grant.GrantId, grant.Occurrence.Split('#')[0]))
                    .All(given =>
                        given.Count() == given.Select(grant => grant.Occurrence).Distinct().Count()
                        && given.Count() <= RefundsFromAnyLot.FindGrant(given.Key.GrantId)!.Limit.Times
                    )
            )
        );
}
