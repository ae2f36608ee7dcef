namespace Laurel.Server;

/// <summary>The entry point of the one executable, `laurel`.</summary>
public static class Host
{
    public static int Main(string[] args) => 0;
}
