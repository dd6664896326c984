using System.Diagnostics.Metrics;
using Points.Domain;
using Points.Domain.Observing;
using Points.Functions.Access;

namespace Points.Functions.Members;

/// <summary>The tills of merchants, and their locks (decision 47).</summary>
internal static class Tills
{
    private const string CauseTag = "points.till.lock";

    private static readonly Counter<long> Locked = Signals.Meter.CreateCounter<long>(
        "points.tills.locked",
        "{till}",
        "Tills that were locked because they named too many wrong codes, or too many people who are not enrolled."
    );

    /// <summary>Names the till: the subject of a merchant's token. Null for other callers.</summary>
    public static string? Of(Caller caller) =>
        caller.IsAnyMerchant && !caller.IsOperator ? Digest.Compute(caller.MerchantId!, caller.Subject) : null;

    /// <param name="cause">Such as <c>wrong-codes</c>.</param>
    public static void CountLock(string cause) => Locked.Add(1, new KeyValuePair<string, object?>(CauseTag, cause));
}
