using Points.Scale.Charging;
using Points.Scale.Modelling;
using Points.Scale.Operations;
using Points.Tests;

namespace Points.Scale.Tests;

/// <summary><c>docs/scale.md</c> has the table that the program prints.</summary>
public sealed class ScaleDocumentTests
{
    [Fact]
    public void The_document_has_the_table_that_the_program_prints()
    {
        var table = Row.Print(
            new ScaleModel(
                Assumptions.Read(MeasuredApp.FileOf("assumptions.json")),
                ChargeFile.Read(MeasuredApp.FileOf(ChargeFile.Name))
            ).Calculate()
        );

        Assert.Contains($"```text\n{table}\n```", File.ReadAllText(RepositoryFolder.Of("docs", "scale.md")));
    }
}
