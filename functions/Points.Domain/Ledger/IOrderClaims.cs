using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// The claims of merchants' order numbers, over all members and programmes: an order earns once (decision 28). A claim
/// names the member's ledger. The record in that ledger says whether the order has earned.
/// </summary>
public interface IOrderClaims
{
    /// <summary>Claims an order while its wallet is being read.</summary>
    /// <param name="reading">The wallet, which names the ledger.</param>
    /// <returns>Null if there is no wallet, or if the order is claimed already: see <see cref="TakeOver"/>.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the call is safe.</exception>
    Task<OrderClaim?> TryMake(
        OrderToClaim order,
        WalletId wallet,
        Task<ReadWallet?> reading,
        Request request,
        CancellationToken ct
    );

    /// <summary>
    /// Claims an order that is claimed already. A claim of the same member is shared. Another's is taken over if its
    /// order was wholly refunded or never booked.
    /// </summary>
    /// <returns>The claim, or the refusal of an order that has earned.</returns>
    /// <exception cref="OrderBusyException">The other claim is younger than two minutes.</exception>
    /// <inheritdoc cref="TryMake" path="/exception"/>
    Task<OrderClaimResult> TakeOver(OrderToClaim order, ReadWallet read, Request request, CancellationToken ct);

    /// <summary>
    /// Deletes a claim under which nothing was booked. Does nothing if another request shares it. If the store does not
    /// answer, the claim stays: others can take it over after two minutes.
    /// </summary>
    Task GiveUp(OrderClaim claim, CancellationToken ct);

    /// <summary>
    /// Frees the number of an order that was wholly refunded. If the store does not answer, the next request that uses
    /// the number finds that the order was refunded.
    /// </summary>
    Task Free(Order refunded, LedgerKey ledger, CancellationToken ct);

    /// <summary>Finds out whether an order has earned, whoever the member.</summary>
    /// <returns>Null if it has not.</returns>
    /// <exception cref="OrderBusyException">Another request is booking the order.</exception>
    /// <inheritdoc cref="TryMake" path="/exception"/>
    Task<Refusal?> FindRefusal(RecordKey.Order order, CancellationToken ct);

    /// <summary>Finds out whether an order is another member's.</summary>
    /// <param name="ledger">The ledger that is asked for.</param>
    /// <inheritdoc cref="TryMake" path="/exception"/>
    Task<OrderOwner> FindOwner(RecordKey.Order order, LedgerKey ledger, CancellationToken ct);
}

/// <param name="LateDays">How many days after a purchase a merchant may report it.</param>
public sealed record OrderToClaim(RecordKey.Order Key, int LateDays)
{
    public static OrderToClaim Of(RecordKey.Order key, EarningTerms terms) => new(key, terms.LateDays);
}

/// <summary>A claim, or why there is none.</summary>
/// <param name="Claim">Null if the order has earned.</param>
/// <param name="Refusal">Null if there is a claim.</param>
public sealed record OrderClaimResult(OrderClaim? Claim, Refusal? Refusal);
