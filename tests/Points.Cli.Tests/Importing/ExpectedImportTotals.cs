using System.Globalization;

namespace Points.Cli.Tests.Importing;

/// <summary>
/// Computes what the import of a file of invoices must give: one point for each yuan, and each cancellation taken off
/// its customer's latest earlier order that has as much left. It uses none of the app's code, so that it cannot
/// repeat an error of the app.
/// </summary>
internal sealed class ExpectedImportTotals
{
    private readonly Dictionary<string, Customer> _customers = [];

    public long Purchases { get; private set; }
    public long RepeatedPurchases { get; private set; }
    public long PurchasesWithoutCustomer { get; private set; }
    public long Matched => FirstTimeMatched + RepeatedMatched;
    public long FirstTimeMatched { get; private set; }
    public long RepeatedMatched { get; private set; }
    public long Unmatched { get; private set; }
    public long CancellationsWithoutCustomer { get; private set; }
    public long Adjustments { get; private set; }

    public long Issued => _customers.Values.Sum(customer => customer.Orders.Sum(order => order.Earned));

    public long TakenBack => _customers.Values.Sum(customer => customer.Orders.Sum(order => order.TakenBack));

    /// <summary>The balance of every customer who has bought something.</summary>
    public IReadOnlyDictionary<string, long> Balances =>
        _customers
            .Where(customer => customer.Value.Orders.Count > 0)
            .ToDictionary(
                customer => customer.Key,
                customer => customer.Value.Orders.Sum(order => order.Earned - order.TakenBack)
            );

    public static ExpectedImportTotals Compute(string file)
    {
        var sums = new ExpectedImportTotals();
        foreach (var row in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            var (invoice, at, customerId, amount) = (row[0], row[1], row[2], row[6]); // The file's columns.
            sums.Add(
                invoice,
                DateTime.ParseExact(at, "M/d/yy H:mm", CultureInfo.InvariantCulture),
                customerId.Replace(".0", "", StringComparison.Ordinal),
                (long)Math.Round(decimal.Parse(amount, NumberStyles.Float, CultureInfo.InvariantCulture) * 100)
            );
        }
        return sums;
    }

    private void Add(string invoice, DateTime at, string customerId, long fen)
    {
        if (invoice.StartsWith('A') && fen < 0)
            Adjustments++;
        else if (customerId.Length == 0 && fen < 0)
            CancellationsWithoutCustomer++;
        else if (customerId.Length == 0)
            PurchasesWithoutCustomer++;
        else
        {
            if (!_customers.TryGetValue(customerId, out var customer))
                _customers[customerId] = customer = new([], []);
            if (fen < 0)
                Cancel(customer, invoice, at, -fen);
            else
                Buy(customer, new(invoice, at, fen));
        }
    }

    private void Buy(Customer customer, Invoice order)
    {
        Purchases++;
        if (customer.Orders.Any(known => known.Id == order.Id))
            RepeatedPurchases++;
        else
            customer.Orders.Add(order);
    }

    private void Cancel(Customer customer, string invoice, DateTime at, long fen)
    {
        if (customer.Cancelled.Contains(invoice))
        {
            RepeatedMatched++;
            return;
        }
        var order = customer
            .Orders.Where(order => order.At <= at && order.AmountFen - order.CancelledFen >= fen)
            .OrderBy(order => order.At)
            .LastOrDefault();
        if (order is null)
        {
            Unmatched++;
            return;
        }
        FirstTimeMatched++;
        order.CancelledFen += fen;
        customer.Cancelled.Add(invoice);
    }

    private sealed record Customer(List<Invoice> Orders, HashSet<string> Cancelled);

    private sealed record Invoice(string Id, DateTime At, long AmountFen)
    {
        public long CancelledFen { get; set; }

        public long Earned => AmountFen / 100;

        /// <summary>Pro rata of the order, rounded down once for all its cancellations.</summary>
        public long TakenBack => AmountFen == 0 ? 0 : Earned * CancelledFen / AmountFen;
    }
}
