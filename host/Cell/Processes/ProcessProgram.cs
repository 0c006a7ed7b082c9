namespace Strategies.Cell.Processes;

/// <summary>The executable of every process of a cell. It lies beside whatever starts it.</summary>
public static class ProcessProgram
{
    private const string Name = "strat-process";

    /// <summary>Its file.</summary>
    /// <exception cref="CellException">It is not there.</exception>
    public static string File
    {
        get
        {
            string file = Path.Combine(AppContext.BaseDirectory, Name);
            return System.IO.File.Exists(file)
                ? file
                : throw new CellException(file, "the program of a cell's processes is not there", "build or install strat again");
        }
    }
}
