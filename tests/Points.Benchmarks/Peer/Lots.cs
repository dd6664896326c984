using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>Adds points to lots and takes them, those that expire first.</summary>
internal static class Lots
{
    /// <returns>The lots after the points were added.</returns>
    public static List<LotView> Add(IReadOnlyList<LotView> lots, LotView added)
    {
        var after = new List<LotView>(lots.Count + 1);
        var rest = added;
        foreach (var lot in lots)
            if (lot.ExpiresOn == added.ExpiresOn && lot.IssuedBy == added.IssuedBy)
                rest = lot with { Points = lot.Points + added.Points };
            else
                after.Add(lot);
        if (rest.Points > 0)
            after.Add(rest);
        after.Sort((one, other) => one.ExpiresOn.CompareTo(other.ExpiresOn));
        return after;
    }

    /// <param name="points">At most as many as the lots have.</param>
    public static (List<LotView> Taken, List<LotView> After) Take(IReadOnlyList<LotView> lots, long points)
    {
        var (taken, after) = (new List<LotView>(), new List<LotView>());
        foreach (var lot in lots)
        {
            var part = Math.Min(points, lot.Points);
            points -= part;
            if (part > 0)
                taken.Add(lot with { Points = part });
            if (part < lot.Points)
                after.Add(lot with { Points = lot.Points - part });
        }
        return (taken, after);
    }

    public static void AddTo(NpgsqlBatch writes, long wallet, LotView added) =>
        writes.Add(
            "INSERT INTO lot (wallet, issuer, expires, points) VALUES ($1, $2, $3, $4)"
                + " ON CONFLICT (wallet, issuer, expires) DO UPDATE SET points = lot.points + excluded.points",
            Parameter.Of(wallet),
            Parameter.Of(added.IssuedBy),
            Parameter.Of(added.ExpiresOn),
            Parameter.Of(added.Points)
        );

    public static void TakeFrom(NpgsqlBatch writes, long wallet, LotView taken) =>
        writes.Add(
            "UPDATE lot SET points = points - $4 WHERE wallet = $1 AND issuer = $2 AND expires = $3",
            Parameter.Of(wallet),
            Parameter.Of(taken.IssuedBy),
            Parameter.Of(taken.ExpiresOn),
            Parameter.Of(taken.Points)
        );
}
