using System.Collections.Concurrent;
using Points.Domain.Ledger;

namespace Points.Cosmos.Keys;

/// <summary>
/// The keys of members whose wallets this instance has read lately, so that a claim can be made while the wallet is
/// read again. A key may be out of date: it must be compared with the wallet.
/// </summary>
internal sealed class RecalledLedgerKeys
{
    /// <summary>About 20 MB. When it is full, it starts anew.</summary>
    private const int CountMax = 100_000;

    private readonly ConcurrentDictionary<string, LedgerKey> _keys = new(StringComparer.Ordinal);
    private int _count;

    /// <returns>Null if the key of the member is not known.</returns>
    public LedgerKey? Find(string memberId) => _keys.GetValueOrDefault(memberId);

    public void Remember(string memberId, LedgerKey key)
    {
        if (!_keys.TryAdd(memberId, key))
        {
            _keys[memberId] = key;
            return;
        }
        if (Interlocked.Increment(ref _count) <= CountMax)
            return;
        _keys.Clear();
        Interlocked.Exchange(ref _count, 0);
    }
}
