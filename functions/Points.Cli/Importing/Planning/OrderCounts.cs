using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Points.Cli.Importing.Planning;

/// <summary>
/// How many rows each order number of a file has. It keeps a digest of each number, about eighty bytes an order.
/// </summary>
internal sealed class OrderCounts
{
    private readonly Dictionary<UInt128, Use> _orders = [];
    private readonly HashSet<UInt128> _refundRows = [];

    /// <summary>Two sale rows with one order number; null if there are none.</summary>
    public Repetition? RepeatedSale { get; private set; }

    /// <summary>Two refund rows that are alike; null if there are none.</summary>
    public Repetition? RepeatedRefund { get; private set; }

    public bool HasRefunds => _refundRows.Count > 0;

    /// <summary>The first refund whose order number no sale of the file has; null if there is none.</summary>
    public (string Order, long Line)? RefundWithoutSale =>
        _orders
            .Values.Where(it => it is { Refunds: > 0, Sales: 0 })
            .Select(it => ((string, long)?)(it.Order!, it.FirstLine))
            .MinBy(it => it!.Value.Item2);

    public void AddSale(string order, long line)
    {
        ref var use = ref UseOf(order);
        if (use.Sales++ == 0)
            use.FirstLine = line;
        else
            RepeatedSale ??= new(order, use.FirstLine, line);
        use.Order = null; // Only orders without a sale need their number.
    }

    public void AddRefund(string order, string date, string amount, long line)
    {
        ref var use = ref UseOf(order);
        if (use is { Refunds: 0, Sales: 0 })
            (use.FirstLine, use.Order) = (line, order);
        use.Refunds++;
        if (!_refundRows.Add(DigestOf($"{order}\n{date}\n{amount}")))
            RepeatedRefund ??= new(order, use.FirstLine, line);
    }

    /// <summary>How many sale rows an order has.</summary>
    public int SalesOf(string order) => _orders.GetValueOrDefault(DigestOf(order)).Sales;

    private ref Use UseOf(string order) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_orders, DigestOf(order), out _);

    private static UInt128 DigestOf(string text) =>
        MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private struct Use
    {
        public int Sales,
            Refunds;
        public long FirstLine;
        public string? Order;
    }
}

/// <summary>Two rows that have the same order number.</summary>
internal sealed record Repetition(string Order, long FirstLine, long SecondLine);
