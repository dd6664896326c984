using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// The records that were read for a decision. Most decisions need none: one that does says so, and is asked again with
/// them at hand. They are read after the wallet, so a decision on them holds as long as the wallet's version does.
/// </summary>
public sealed class LoadedRecords
{
    public static readonly LoadedRecords None = new(ImmutableDictionary<RecordKey, WalletRecord?>.Empty);

    private readonly ImmutableDictionary<RecordKey, WalletRecord?> _read;

    private LoadedRecords(ImmutableDictionary<RecordKey, WalletRecord?> read) => _read = read;

    /// <param name="record">Null if there is none.</param>
    public LoadedRecords With(RecordKey key, WalletRecord? record) => new(_read.SetItem(key, record));

    public bool Has(RecordKey key) => _read.ContainsKey(key);

    /// <returns>Those that have not been read.</returns>
    public ImmutableArray<RecordKey> FindMissing(IEnumerable<RecordKey> keys) => [.. keys.Where(key => !Has(key))];

    /// <summary>A record that was read, or null where there is none; asking for one that was not read is a mistake.</summary>
    public T? Find<T>(RecordKey key)
        where T : WalletRecord => (T?)_read[key];
}
