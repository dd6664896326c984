namespace Points.Functions.Redeeming;

/// <param name="Points">The most points the code allows; absent for any number.</param>
internal sealed record SpendCodeView(string Code, DateTimeOffset ExpiresAt, long? Points);
