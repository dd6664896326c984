using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>
/// A birthday that was changed lately. The new one counts later, and until then the previous one does.
/// </summary>
/// <param name="Day">Month and day, such as <c>12-25</c>.</param>
/// <param name="CountsFrom">From when it brings benefits; absent if it does already.</param>
/// <param name="CountsUntil">Until when it brings benefits; absent for a birthday that stays.</param>
internal sealed record ChangedBirthdayView(
    [OneOf("birthday", "pet-birthday")] string Kind,
    string Day,
    DateTimeOffset? CountsFrom,
    DateTimeOffset? CountsUntil
)
{
    /// <returns>Null if no change is still to come.</returns>
    public static IReadOnlyList<ChangedBirthdayView>? ListFrom(Member member, DateTimeOffset now)
    {
        ChangedBirthdayView[] pending =
        [
            .. member
                .OwnDaySpans.Where(it => it.From > now || it.Until > now)
                .Select(it => new ChangedBirthdayView(
                    it.Kind == OwnDay.PetBirthday ? "pet-birthday" : "birthday",
                    it.Day.ToString(),
                    it.From > now ? it.From : null,
                    it.Until
                )),
        ];
        return pending.Length > 0 ? pending : null;
    }
}
