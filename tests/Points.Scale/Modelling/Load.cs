using Points.Scale.Charging;

namespace Points.Scale.Modelling;

/// <summary>How often each operation happens, and what that asks of the store.</summary>
internal sealed class Load(Assumptions assumptions, IReadOnlyList<OperationCharge> charges)
{
    public const double SecondsPerDay = 86_400,
        DaysPerMonth = 30.4,
        Gigabyte = 1e9;

    /// <summary>The ratio of the day's busiest second to its mean.</summary>
    public double PeakFactor => assumptions.AccrualsPerSecondAtPeak / (assumptions.AccrualsPerDay / SecondsPerDay);

    public IEnumerable<string> Containers =>
        Lines.Select(it => it.Line.Container).Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<(ChargeLine Line, double PerDay)> Lines =>
        charges.SelectMany(charge => charge.Lines.Select(line => (line, PerDay(charge.Name))));

    public OperationCharge Of(string operation) => charges.Single(charge => charge.Name == operation);

    /// <summary>The mean request units a second of a container.</summary>
    public double UnitsPerSecond(string container) =>
        Lines.Where(it => it.Line.Container == container).Sum(it => it.Line.Units * it.PerDay) / SecondsPerDay;

    /// <summary>How many changes a second the change feed of the wallets brings.</summary>
    public double ChangesPerSecond =>
        Lines.Where(it => it.Line.Action == "feed").Sum(it => it.Line.Times * it.PerDay) / SecondsPerDay;

    /// <summary>What a container stores after some years, in gigabytes.</summary>
    public double Gigabytes(string container, int years)
    {
        var bytes = Lines
            .Where(it => it.Line is { Action: "create" } && it.Line.Container == container)
            .Sum(it => it.Line.Times * it.Line.Bytes * it.PerDay * Math.Min(DaysKept(it.Line.Document), years * 365));
        if (container == Cosmos.CosmosContainers.Wallets)
            bytes += assumptions.Members * (double)(assumptions.WalletBytes + assumptions.MemberBytes);
        return bytes * (1 + assumptions.IndexAndSystemShare) / Gigabyte;
    }

    private int DaysKept(string document) => assumptions.DaysKept.GetValueOrDefault(document, int.MaxValue);

    private double PerDay(string operation) =>
        operation == "accrual" ? assumptions.AccrualsPerDay
        : assumptions.TimesPerAccrual.TryGetValue(operation, out var times) ? times * assumptions.AccrualsPerDay
        : assumptions.TimesPerMemberAndMonth.TryGetValue(operation, out var monthly)
            ? monthly * assumptions.Members / DaysPerMonth
        : throw new InvalidDataException($"the assumptions do not say how often there is a {operation}");
}
