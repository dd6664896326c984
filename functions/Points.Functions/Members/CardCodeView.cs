namespace Points.Functions.Members;

/// <summary>A code that says who the member is.</summary>
internal sealed record CardCodeView(string Code, DateTimeOffset ExpiresAt);

/// <summary>The member whose card a till has read.</summary>
internal sealed record ResolvedMemberView(string MemberId);
