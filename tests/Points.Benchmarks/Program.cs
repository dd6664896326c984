using Points.Benchmarks;

// Each benchmark is a command. It measures this machine; docs/benchmarks.md records results.
return args switch
{
    ["accrue"] => await AccrueBenchmark.Run(withPgbench: false),
    ["accrue", "pgbench"] => await AccrueBenchmark.Run(withPgbench: true),
    ["redeem"] => await RedeemBenchmark.Run(withPgbench: false),
    ["redeem", "pgbench"] => await RedeemBenchmark.Run(withPgbench: true),
    ["rules"] => RulesBenchmark.Run(),
    ["settle"] => await SettleBenchmark.Run(SettleBenchmark.LinesDefault),
    ["settle", var lines]
        when long.TryParse(lines, System.Globalization.CultureInfo.InvariantCulture, out var count)
            && count >= SettleBenchmark.LinesMin => await SettleBenchmark.Run(count),
    ["sweep"] => await SweepBenchmark.Run(SweepBenchmark.WalletsDefault),
    ["sweep", var wallets]
        when int.TryParse(wallets, System.Globalization.CultureInfo.InvariantCulture, out var count)
            && count >= SweepBenchmark.WalletsMin => await SweepBenchmark.Run(count),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Points.Benchmarks -- "
            + "accrue [pgbench]|redeem [pgbench]|rules|settle [LINES]|sweep [WALLETS]"
    );
    return 2;
}
