using Points.Torture;

if (TortureOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Points.Torture -- [--seed N] [--minutes M] [--log-level LEVEL]"
    );
    return 2;
}
try
{
    return await TortureRun.Run(options, Console.Out) ? 0 : 1;
}
catch (Exception fault)
{
    await Console.Out.WriteLineAsync($"FAIL: the run itself ended: {fault}");
    return 1;
}
