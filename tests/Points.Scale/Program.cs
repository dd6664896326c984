using Points.Scale.Charging;
using Points.Scale.Modelling;
using Points.Scale.Operations;

const string Usage =
    "usage: dotnet run --project tests/Points.Scale -- [--measure FILE] [--assumptions FILE]\n"
    + "  without --measure, prints the table from the charges that were measured last\n"
    + "  --measure FILE      measures the charges again and writes them to this file\n"
    + "  --assumptions FILE  uses other assumptions";

switch (args)
{
    case ["--measure", var file]:
        ChargeFile.Write(file, await Measurement.Run());
        return 0;
    case []:
        Print(MeasuredApp.FileOf("assumptions.json"));
        return 0;
    case ["--assumptions", var file] when File.Exists(file):
        Print(file);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static void Print(string assumptions) =>
    Console.WriteLine(
        Row.Print(
            new ScaleModel(
                Assumptions.Read(assumptions),
                ChargeFile.Read(MeasuredApp.FileOf(ChargeFile.Name))
            ).Calculate()
        )
    );
