using Points.Domain.Ledger;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Ledger;

/// <summary>What the ledger says of the records beside it, after any random scenario.</summary>
public sealed class RecordDigestProperties
{
    [Fact]
    public void Every_record_is_as_the_newest_entry_that_names_it_left_it() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
            {
                var newest = it
                    .Entries.SelectMany(entry => entry.Records)
                    .GroupBy(record => record.Record)
                    .ToDictionary(record => record.Key, record => record.Last().Digest);
                return it
                    .Records.Select(RecordDigest.Of)
                    .OfType<RecordDigest>()
                    .All(record => newest.GetValueOrDefault(record.Record) == record.Digest);
            })
        );

    [Fact]
    public void The_state_of_a_wallet_is_as_the_newest_entry_left_it() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.Entries.Count == 0 || it.Entries[^1].StateDigest == WalletState.DigestOf(it.Wallet)
            )
        );
}
