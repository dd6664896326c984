using Points.Domain.Approving;

namespace Points.Cosmos.Documents;

/// <summary>
/// What a person of the staff has booked alone on a day. Its id is a digest of person, member and day under the
/// deployment's key, so that it names nobody.
/// </summary>
/// <param name="Ttl">The seconds after which the store deletes the document, when the day is over everywhere.</param>
internal sealed record StaffSumDocument(string Id, string Type, long Points, long AmountFen, int Ttl)
{
    public const string TypeName = "staff-sum";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(3);

    /// <param name="protectedDigest">The digest of person, member and day, under the deployment's key.</param>
    public static string IdOf(string protectedDigest) => "ss-" + protectedDigest;

    public static StaffSumDocument From(string id, StaffSum it) =>
        new(id, TypeName, it.Points.Value, it.Amount.Value, (int)KeptFor.TotalSeconds);

    public StaffSum ToSum() => new(new(Points), new(AmountFen));
}
