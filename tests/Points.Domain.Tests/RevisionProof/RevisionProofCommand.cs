using System.Globalization;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>The long run of the proof, for <c>.ci/proofs/revisions</c>. Not part of the suite.</summary>
public sealed class RevisionProofCommand
{
    [Fact(Explicit = true)]
    public void Compares_as_many_pairs_as_the_environment_asks_for()
    {
        var run = ProofRun.Of(Read("POINTS_PROOF_SEED", 1), Read("POINTS_PROOF_PAIRS", 20_000));
        if (Environment.GetEnvironmentVariable("POINTS_PROOF_REPORT") is { } file)
            File.WriteAllText(file, WriteReport(run));

        Assert.Empty(run.Missed);
        Assert.Empty(run.Faults);
        Assert.True(run.HasFewWronglyAdverse);
    }

    private static string WriteReport(ProofRun run) =>
        string.Join(
            "\n\n",
            [
                run.WriteFigures(),
                "== missed",
                .. run.Missed,
                "== wrongly adverse",
                .. run.WronglyAdverse,
                "== adverse for nobody that the judge finds",
                .. run.Unexplained,
                "== faults",
                .. run.Faults,
                "",
            ]
        );

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
