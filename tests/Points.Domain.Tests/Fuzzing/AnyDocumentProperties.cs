using System.Text;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>
/// What validation accepts, the engine runs: for any programme document, any order, and any date from 1900 to 9999
/// nothing throws. A failure prints the seed that repeats it.
/// </summary>
public sealed class AnyDocumentProperties
{
    private const int Lives = 300;

    [Fact]
    public void Whatever_validation_accepts_the_engine_runs()
    {
        var (accepted, commands) = (0, 0);
        for (var life = 0; life < Lives; life++)
        {
            var seed = Random.Shared.Next();
            if (Run(seed) is not { } accepts)
                continue;
            accepted++;
            commands += accepts;
        }

        Assert.InRange(accepted, Lives / 4, Lives);
        Assert.InRange(commands, accepted * 2, int.MaxValue);
    }

    /// <summary>Add the seed of a failure here to repeat it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2027)]
    public void The_engine_runs_what_follows_from_a_given_seed(int seed) => Run(seed);

    /// <returns>How many commands were accepted; null if the document is not valid.</returns>
    private static int? Run(int seed)
    {
        var random = new Random(seed);
        var json = new RandomDocument(random).Write().ToJsonString();
        var read = ProgrammeDocumentReader.Read(Encoding.UTF8.GetBytes(json), 1, DateTimeOffset.UnixEpoch);
        if (!read.TryGetValue(out var terms))
            return null;
        try
        {
            var life = new RandomLife(random, AttachExpiryChanges(terms));
            life.Live();
            return life.Accepted;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed} failed with this document: {json}", fault);
        }
    }

    /// <summary>The terms as a later revision that may change the expiry of points earned before.</summary>
    private static ProgrammeTerms AttachExpiryChanges(ProgrammeTerms terms) =>
        ExpiryChange.AttachTo([
            terms with
            {
                AppliesToEarned = false,
                Validity = new Validity.Lifetime(),
            },
            terms with
            {
                Number = 2,
                EffectiveFrom = DateTimeOffset.UnixEpoch.AddDays(1),
            },
        ])[1];
}
