using Points.Domain.Verifying;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Verifying;

/// <summary>Whatever happens to a wallet, its ledger verifies, also from a saved proof.</summary>
public sealed class LedgerVerifierProperties
{
    [Fact]
    public void Every_ledger_verifies_as_it_is_stored_and_from_its_proof() =>
        CheckEvery(scenario =>
        {
            foreach (var it in scenario.Wallets.Select(LedgerOf))
            {
                Assert.Empty(LedgerVerifier.Verify(it, new()));
                var page = LedgerProof.Of(it.Wallet, it.Entries, it.Records, it.Tiers, next: null).ToJson();
                Assert.Empty(LedgerVerifier.Verify(LedgerProof.Join([LedgerProof.FromJson(page)]), new()));
            }
            return true;
        });

    private static StoredLedger LedgerOf(InMemoryWallet it) =>
        new(it.Wallet, it.Entries, [.. it.Records])
        {
            Tiers = new(
                RefundsFromAnyLot.Number,
                [.. RefundsFromAnyLot.Tiers!.Levels.Select(level => level.Tier)],
                RefundsFromAnyLot.TimeZone.Id
            ),
        };
}
