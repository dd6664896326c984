using System.Text.Json;

namespace Points.Scale.Modelling;

/// <summary>What the model assumes: <c>assumptions.json</c>. Nothing in it was measured.</summary>
/// <param name="TimesPerAccrual">How many of an operation there are for each accrual.</param>
/// <param name="TimesPerMemberAndMonth">How many of an operation there are for each member in a month.</param>
/// <param name="IndexAndSystemShare">What indexes and the store's own data add to the documents' bytes.</param>
/// <param name="DaysKept">Types of documents that are deleted after some days; all others are kept.</param>
/// <param name="UsableShareOfThroughput">Partitions are not used evenly: how much of the maximum is planned.</param>
/// <param name="ThroughputShareOfJobs">How much of the throughput a large job may use.</param>
/// <param name="LargestMerchantShare">The largest merchant's share of all accruals.</param>
/// <param name="DueShareOfTheLargestNight">The share of members whose points expire at the same midnight.</param>
/// <param name="LeasesPerInstance">How many budgets an instance draws on at once.</param>
internal sealed record Assumptions(
    long Members,
    long AccrualsPerDay,
    long AccrualsPerSecondAtPeak,
    double HighestSecondOfAnHourToMean,
    IReadOnlyDictionary<string, double> TimesPerAccrual,
    IReadOnlyDictionary<string, double> TimesPerMemberAndMonth,
    long WalletBytes,
    long MemberBytes,
    double IndexAndSystemShare,
    IReadOnlyDictionary<string, int> DaysKept,
    IReadOnlyList<int> Years,
    double UsableShareOfThroughput,
    double ThroughputShareOfJobs,
    double LargestMerchantShare,
    double DueShareOfTheLargestNight,
    int Instances,
    int LeasesPerInstance,
    double UnitsPerLeaseWrite,
    double EntriesPerSecondOfARelayInstance,
    StoreLimits Limits,
    Prices Prices
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
    };

    public static Assumptions Read(string file) =>
        JsonSerializer.Deserialize<Assumptions>(File.ReadAllBytes(file), Options)
        ?? throw new InvalidDataException($"{file} has no assumptions");
}

/// <summary>Limits of the service, as Microsoft documents them, and of a run of a job.</summary>
/// <param name="MaximumPerGigabyteAtLeast">
/// The maximum of autoscale cannot be set lower, in request units a second for each stored gigabyte.
/// </param>
/// <param name="UnitsPerGigabyteAtLeast">
/// What autoscale charges at least, in request units a second for each stored gigabyte.
/// </param>
internal sealed record StoreLimits(
    double UnitsOfAPhysicalPartition,
    double GigabytesOfAPhysicalPartition,
    double GigabytesOfALogicalPartition,
    double MaximumPerGigabyteAtLeast,
    double UnitsPerGigabyteAtLeast,
    double MinutesOfARun
);

/// <summary>Prices in US dollars.</summary>
/// <param name="Source">Where the prices come from.</param>
/// <param name="Date">The day for which the source says so.</param>
internal sealed record Prices(
    string Source,
    string Date,
    double Per100UnitsPerSecondAndHour,
    double PerGigabyteAndMonth
);
