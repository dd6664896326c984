using Points.Benchmarks;

// Benchmarks of whole paths, each a command of its own. They measure on the machine at hand; docs/benchmarks.md keeps figures.
return args switch
{
    ["accrue"] => await AccrueBenchmark.Run(),
    ["redeem"] => await RedeemBenchmark.Run(),
    ["rules"] => RulesBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Points.Benchmarks -- accrue|redeem|rules");
    return 2;
}
