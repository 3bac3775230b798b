drop table "Expenses";

drop table "ExpenseCategories";
