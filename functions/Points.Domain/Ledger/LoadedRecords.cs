using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// The records that were loaded for a decision. Most decisions need none. A decision that needs some returns
/// <see cref="Decision.NeedsRecords"/> and is made again with them. Records are loaded after the wallet, so the
/// decision is valid as long as the wallet's version is unchanged (decision 8).
/// </summary>
public sealed class LoadedRecords
{
    /// <summary>
    /// How often a decision may ask for more records. Refunds ask for the order, then for the redemptions it names.
    /// </summary>
    private const int LoadsMax = 4;

    public static readonly LoadedRecords None = new(ImmutableDictionary<RecordKey, WalletRecord?>.Empty, loads: 0);

    private readonly ImmutableDictionary<RecordKey, WalletRecord?> _loaded;
    private readonly int _loads;

    private LoadedRecords(ImmutableDictionary<RecordKey, WalletRecord?> loaded, int loads) =>
        (_loaded, _loads) = (loaded, loads);

    /// <summary>Loads more records, all at the same time.</summary>
    /// <param name="read">The wallet that the decision is about.</param>
    /// <exception cref="InvalidOperationException">The decision asks again and again.</exception>
    public async Task<LoadedRecords> Load(ReadWallet read, ImmutableArray<RecordKey> keys, CancellationToken ct)
    {
        if (_loads == LoadsMax)
            throw new InvalidOperationException($"the decision asked for records more than {LoadsMax} times");
        var found = await Task.WhenAll(keys.Select(key => read.FindRecord(key, ct)));
        return new(_loaded.SetItems(keys.Zip(found, KeyValuePair.Create)), _loads + 1);
    }

    /// <summary>Adds a record that was loaded.</summary>
    /// <param name="record">Null if there is none under the key.</param>
    public LoadedRecords With(RecordKey key, WalletRecord? record) => new(_loaded.SetItem(key, record), _loads);

    /// <summary>Whether the record was loaded, even if there is none under the key.</summary>
    public bool Has(RecordKey key) => _loaded.ContainsKey(key);

    /// <returns>The keys that have not been loaded.</returns>
    public ImmutableArray<RecordKey> FindMissing(IEnumerable<RecordKey> keys) => [.. keys.Where(key => !Has(key))];

    /// <returns>The loaded record; null if there is none under the key.</returns>
    /// <exception cref="InvalidOperationException">The record was not loaded.</exception>
    public T? Find<T>(RecordKey key)
        where T : WalletRecord =>
        _loaded.TryGetValue(key, out var record)
            ? (T?)record
            : throw new InvalidOperationException($"record {key} was not loaded");
}
