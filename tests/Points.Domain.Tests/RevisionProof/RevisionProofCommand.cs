using System.Globalization;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>The long run of the proof, for <c>.ci/proofs/revisions</c>. Not part of the suite.</summary>
public sealed class RevisionProofCommand
{
    [Fact(Explicit = true)]
    public void Compares_as_many_pairs_as_the_environment_asks_for()
    {
        var seed = Read("POINTS_PROOF_SEED", 1);
        var run = ProofRun.Of(seed, Read("POINTS_PROOF_PAIRS", 20_000));
        if (Environment.GetEnvironmentVariable("POINTS_PROOF_LOG") is { } file)
            File.WriteAllText(
                file,
                string.Join(
                    "\n\n",
                    [
                        run.Figures(),
                        "== missed",
                        .. run.Missed,
                        "== wrongly adverse",
                        .. run.WronglyAdverse,
                        "== exceptions",
                        .. run.Exceptions,
                    ]
                )
            );
        Console.WriteLine(run.Figures());
        Assert.Empty(run.Missed);
        Assert.Empty(run.Exceptions);
        Assert.InRange(run.WronglyAdverse.Count, 0, run.Favourable / 100);
    }

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
