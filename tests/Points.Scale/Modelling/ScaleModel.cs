using Points.Cosmos;
using Points.Scale.Charging;
using static Points.Scale.Modelling.Row;

namespace Points.Scale.Modelling;

/// <summary>Calculates what the assumed load needs, from what each operation is charged.</summary>
internal sealed class ScaleModel(Assumptions assumptions, IReadOnlyList<OperationCharge> charges)
{
    private const double HoursPerMonth = 730;
    private const int DaysOfAnAccount = 4,
        BudgetShards = 8,
        LeaseSeconds = 20,
        WritesOfALease = 2,
        DocumentsPerPage = 1_000,
        PagesPerSecondOfAPartition = 2,
        AccountsOfAMonth = 8;

    private readonly Load _load = new(assumptions, charges);

    private int FirstYears => assumptions.Years[0];

    public IEnumerable<Row> Calculate() =>
        [
            Heading("Request units of an operation"),
            .. charges.Select(charge => Number(charge.Name, charge.Units, "RU", decimals: 1)),
            Heading("Throughput, with all operations"),
            .. _load.Containers.Select(it => Number($"{it}: mean", _load.UnitsPerSecond(it), "RU/s")),
            .. _load.Containers.Select(it => Number($"{it}: maximum to set", Maximum(it), "RU/s")),
            Number("wallets: physical partitions for it", PartitionsFor(CosmosContainers.Wallets), "partitions"),
            Heading("Storage"),
            .. assumptions.Years.SelectMany(StorageAfter),
            Heading("Cost a month of Cosmos DB, without backups"),
            .. assumptions.Years.Select(CostAfter),
            Heading("Hot spots"),
            .. HotSpots(),
            Heading("Relay and queues"),
            .. RelayAndQueues(),
            Heading("Close of the largest merchant's month"),
            .. Close(),
            Heading("The largest night of expiry"),
            .. Expiry(),
        ];

    /// <summary>The maximum of autoscale: the day's peak, with room for partitions that get more than others.</summary>
    private double Maximum(string container) =>
        Math.Ceiling(_load.UnitsPerSecond(container) * _load.PeakFactor / assumptions.UsableShareOfThroughput / 1_000)
        * 1_000;

    private double PartitionsFor(string container) =>
        Math.Ceiling(Maximum(container) / assumptions.Limits.UnitsOfAPhysicalPartition);

    /// <summary>
    /// What one physical partition gets, after the first of the assumed times. The throughput is divided evenly, and
    /// the service demands a minimum for what is stored.
    /// </summary>
    private double UnitsOfAPartition(string container)
    {
        var maximum = Math.Max(
            Maximum(container),
            _load.Gigabytes(container, FirstYears) * assumptions.Limits.MaximumPerGigabyteAtLeast
        );
        return Math.Min(maximum / PartitionsAfter(container, FirstYears), assumptions.Limits.UnitsOfAPhysicalPartition);
    }

    private double PartitionsAfter(string container, int years) =>
        Math.Max(
            PartitionsFor(container),
            Math.Ceiling(_load.Gigabytes(container, years) / assumptions.Limits.GigabytesOfAPhysicalPartition)
        );

    private IEnumerable<Row> StorageAfter(int years) =>
        [
            .. _load
                .Containers.Select(it => Number($"{it} after {Years(years)}", _load.Gigabytes(it, years), "GB"))
                .Where(row => row.Value >= 1),
            Number(
                $"wallets: physical partitions after {Years(years)}",
                PartitionsAfter(CosmosContainers.Wallets, years),
                "partitions"
            ),
        ];

    private Row CostAfter(int years)
    {
        var gigabytes = _load.Containers.Sum(it => _load.Gigabytes(it, years));
        var units = _load.Containers.Sum(it =>
            Math.Max(
                _load.UnitsPerSecond(it) * assumptions.HighestSecondOfAnHourToMean,
                _load.Gigabytes(it, years) * assumptions.Limits.UnitsPerGigabyteAtLeast
            )
        );
        var cost =
            units / 100 * assumptions.Prices.Per100UnitsPerSecondAndHour * HoursPerMonth
            + gigabytes * assumptions.Prices.PerGigabyteAndMonth;
        return Number($"after {Years(years)}", cost, "US dollars");
    }

    private IEnumerable<Row> HotSpots()
    {
        var unitsPerLine = UnitsOfSettlement;
        var linesPerSecond = assumptions.LargestMerchantShare * assumptions.AccrualsPerSecondAtPeak;
        var bytesOfAnAccount =
            DaysOfAnAccount * assumptions.LargestMerchantShare * assumptions.AccrualsPerDay * Line.Bytes;
        var limit = assumptions.Limits.GigabytesOfALogicalPartition * Load.Gigabyte;
        var leaseWrites =
            assumptions.Instances
            * assumptions.LeasesPerInstance
            * WritesOfALease
            / (double)LeaseSeconds
            / BudgetShards;
        return
        [
            Number("settlement account of the largest merchant, at peak", linesPerSecond * unitsPerLine, "RU/s"),
            Number("the same, stored when its four days are over", bytesOfAnAccount / Load.Gigabyte, "GB", 1),
            Number(
                "the largest share that a merchant may have with that size",
                100 * assumptions.LargestMerchantShare * limit / bytesOfAnAccount,
                "%",
                1
            ),
            Number(
                $"what its partition gets after {Years(FirstYears)} at the least maximum",
                UnitsOfAPartition(CosmosContainers.Settlement),
                "RU/s"
            ),
            Number(
                "the largest share that a merchant may have with that",
                100
                    * UnitsOfAPartition(CosmosContainers.Settlement)
                    / (unitsPerLine * assumptions.AccrualsPerSecondAtPeak),
                "%",
                1
            ),
            Number(
                "the largest share that a merchant may have with a whole partition",
                100
                    * assumptions.Limits.UnitsOfAPhysicalPartition
                    / (unitsPerLine * assumptions.AccrualsPerSecondAtPeak),
                "%",
                1
            ),
            Number(
                "one shard of a budget on which all instances draw",
                leaseWrites * assumptions.UnitsPerLeaseWrite,
                "RU/s",
                1
            ),
        ];
    }

    private IEnumerable<Row> RelayAndQueues()
    {
        var changes = _load.ChangesPerSecond * _load.PeakFactor;
        var partitions = PartitionsFor(CosmosContainers.Wallets);
        var entries =
            assumptions.AccrualsPerSecondAtPeak * assumptions.TimesPerAccrual["relay and settlement of an entry"];
        return
        [
            Number("changes in the feed of the wallets, at peak", changes, "a second"),
            Number("the same for one partition", changes / partitions, "a second"),
            Number(
                "what one partition's reader can take, with two pages a second",
                DocumentsPerPage * PagesPerSecondOfAPartition,
                "a second"
            ),
            Number(
                "instances of the relay, at peak",
                Math.Ceiling(entries / assumptions.EntriesPerSecondOfARelayInstance),
                "instances"
            ),
            Number("the most instances of the relay: one for each partition", partitions, "instances"),
            Number("messages to settlement, at peak", entries, "a second"),
        ];
    }

    private IEnumerable<Row> Close()
    {
        var lines = assumptions.LargestMerchantShare * assumptions.AccrualsPerDay * Load.DaysPerMonth;
        // An account is one logical partition, and its lines are read one after the other.
        var linesPerSecond =
            UnitsOfAPartition(CosmosContainers.Settlement)
            * assumptions.ThroughputShareOfJobs
            / RequestUnits.Feed((long)Line.Bytes);
        var wholePartition =
            assumptions.Limits.UnitsOfAPhysicalPartition / UnitsOfAPartition(CosmosContainers.Settlement);
        return
        [
            Number("lines of the month", lines, "lines"),
            Number("lines of one of its eight accounts", lines / AccountsOfAMonth, "lines"),
            Number("lines read from one account", linesPerSecond, "a second"),
            Number("time to read the month, one account after another", lines / linesPerSecond / 3_600, "hours", 1),
            Number(
                "the same with a whole partition for each account",
                lines / (linesPerSecond * wholePartition) / 3_600,
                "hours",
                1
            ),
            Number(
                "the most lines of a month that are read within one run",
                linesPerSecond * assumptions.Limits.MinutesOfARun * 60,
                "lines"
            ),
        ];
    }

    private IEnumerable<Row> Expiry()
    {
        var due = assumptions.Members * assumptions.DueShareOfTheLargestNight;
        var units = _load
            .Of("expiry of a due wallet")
            .Lines.Where(line => line.Container == CosmosContainers.Wallets)
            .Sum(line => line.Units);
        var perSecond = Maximum(CosmosContainers.Wallets) * assumptions.ThroughputShareOfJobs / units;
        return
        [
            Number("wallets that are due", due, "wallets"),
            Number("wallets with half of the throughput", perSecond, "a second"),
            Number("time", due / perSecond / 3_600, "hours", 1),
            Number(
                "instances that find a free part, eight parts each",
                Math.Ceiling(PartitionsFor(CosmosContainers.Wallets) / 8),
                "instances"
            ),
        ];
    }

    /// <summary>A line of an account, as it is stored.</summary>
    private ChargeLine Line =>
        _load
            .Of("relay and settlement of an entry")
            .Lines.Single(line =>
                line is { Container: CosmosContainers.Settlement, Action: "create", Document: "line" }
            );

    private double UnitsOfSettlement =>
        _load
            .Of("relay and settlement of an entry")
            .Lines.Where(line => line.Container == CosmosContainers.Settlement)
            .Sum(line => line.Units);

    private static string Years(int years) => years == 1 ? "a year" : $"{years} years";
}
