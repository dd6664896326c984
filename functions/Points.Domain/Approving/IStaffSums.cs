namespace Points.Domain.Approving;

/// <summary>What each person of the staff has booked alone, by day.</summary>
public interface IStaffSums
{
    /// <summary>Adds to a sum unless it would exceed the limit.</summary>
    /// <param name="member">For whom it is booked; null for the sum over all members.</param>
    /// <returns>False, with nothing added, if it would exceed the limit.</returns>
    /// <exception cref="StoreBusyException">Others changed the same sum at every attempt.</exception>
    Task<bool> TryAdd(string person, string? member, DateOnly day, StaffSum more, StaffSum limit, CancellationToken ct);
}
